"""MarketSim for Python: learning environments over a real market simulation.

    import marketsim.gym          # registers MarketSim/Execution-v0, MarketSim/MarketMaking-v0, MarketSim/Trading-v0

The simulation itself is the native library ``libmarketsim``; ``python/build.sh`` builds it next to this file.
"""

from marketsim.native import Environments, MarketSimError, catalog, library_path

__all__ = ["Environments", "MarketSimError", "catalog", "library_path"]
__version__ = "0.1.0"
