using MarketSim.Core;

namespace MarketSim.Market;

/// <content>What becomes of the options on a share.</content>
/// <remarks>Ordinary dividends change nothing. Open orders in a series whose terms change are cancelled. A deliverable is a whole
/// number of one share: a fraction of it is dropped, and a spin-off cuts strikes by its value instead of adding to the deliverable.
/// Source: OCC By-Laws, article VI, section 11A; MARKET rules, section 9.</remarks>
public sealed partial class CorporateActions
{
    private IEnumerable<OptionContract> OptionsOn(InstrumentId underlying)
        => Desk.Instruments.OfType<OptionContract>().Where(o => o.Underlying == underlying && o.Expiry >= Desk.Today).ToList();

    private void CutStrikes(Instrument underlying, Int128 amount)
    {
        var shares = new ShareAmounts(underlying);
        foreach (var option in OptionsOn(underlying.Id))
        {
            if (shares.Total(option.Deliverable, amount) >= _leastSpecial)
            {
                var strike = new Price(Math.Max(0, shares.Less(option.Strike, amount, Rounding.HalfUp)));
                Change(option, ToCent(strike.Ticks, 1, underlying), option.Deliverable, option.Multiplier);
            }
        }
    }

    private void SplitOptions(Instrument underlying, ShareRatio ratio)
    {
        foreach (var option in OptionsOn(underlying.Id))
        {
            var strike = ToCent((Int128)option.Strike.Ticks * ratio.Old, ratio.New, underlying);
            if (ratio.IsWhole)
            {
                AddContracts(option, ratio.New);
                Change(option, strike, option.Deliverable, option.Multiplier);
                Desk.Prices.Restate(option.Id, price => Restated(price, ratio));
            }
            else if (ratio.IsReverse || _keepsStrike)
            {
                Change(option, option.Strike, ratio.Of(option.Deliverable), option.Multiplier);
            }
            else
            {
                Change(option, strike, ratio.Of(option.Deliverable), ratio.Of(option.Multiplier));
                Desk.Prices.Restate(option.Id, price => Restated(price, ratio));
            }
        }
    }

    private void AddContracts(OptionContract option, long times)
    {
        foreach (var (account, contracts) in Holders(option.Base).ToList())
        {
            Desk.Post(
                Posting.ContractsAdjusted, Ledger.OutsideWorld, account, option.Base, contracts * (times - 1),
                new MarketEvent { Instrument = option.Id });
        }
    }

    private void Change(OptionContract option, Price strike, long deliverable, long multiplier)
    {
        var change = new MarketEvent
        {
            Kind = EventKind.TermsChanged, Instrument = option.Id, Price = strike, Quantity = new(deliverable), Amount = multiplier,
        };
        Desk.Restate(option.Id, order => OpenOrderRules.Cancelled(order), static unchanged => unchanged);
        Desk.Relist(option.After(change));
        Desk.Report(change);
    }

    // Strikes are quoted to the cent, also where the share's price unit is finer.
    private static Price ToCent(Int128 units, long divisor, Instrument underlying)
    {
        var step = Math.Max(1, (long)(0.01m / underlying.PriceUnit));
        return new Price((long)Rounding.HalfUp.Divide(units, (Int128)divisor * step) * step);
    }
}
