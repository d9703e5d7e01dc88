using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Lets margin accounts owe money and shares without limit, for tests of what is not about margin.</summary>
internal sealed class FreeCredit() : TradingMechanism("free-credit", new OptionSet([]))
{
    public override bool Carries(AccountType type) => type == AccountType.RegT;
}
