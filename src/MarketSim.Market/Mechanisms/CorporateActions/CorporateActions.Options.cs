using MarketSim.Core;

namespace MarketSim.Market;

/// <content>What becomes of the options on a share.</content>
/// <remarks>Ordinary dividends change nothing. Where terms change, open orders in the series are cancelled. A fraction of a share in
/// a deliverable becomes cash in it, and a spin-off adds the new shares to it. Source: OCC By-Laws, article VI, section 11A; MARKET
/// rules, section 9.</remarks>
public sealed partial class CorporateActions
{
    private IEnumerable<OptionContract> OptionsOn(InstrumentId underlying) => Alive().Where(o => o.Underlying == underlying);

    private List<OptionContract> Alive()
        => [.. Desk.Instruments.OfType<OptionContract>().Where(o => o.Expiry >= Desk.Today)];

    private void CutStrikes(Instrument underlying, Int128 amount)
    {
        var shares = new ShareAmounts(underlying);
        foreach (var option in OptionsOn(underlying.Id))
        {
            if (shares.Total(option.Deliverable, amount) >= _leastSpecial)
            {
                var strike = Math.Max(1, shares.Less(option.Strike, amount, Rounding.HalfUp));
                Change(option, option.Adjusted(ToCent(strike, 1, underlying), option.Deliverable, option.Multiplier));
            }
        }
    }

    private void SplitOptions(Instrument underlying, ShareRatio ratio, Price? close)
    {
        foreach (var option in OptionsOn(underlying.Id))
        {
            var strike = ToCent((Int128)option.Strike.Ticks * ratio.Old, ratio.New, underlying);
            var deliversOneThing = option.ExtraLots == 0 && option.ExtraCash == Money.Zero;
            if (ratio.IsWhole && deliversOneThing)
            {
                AddContracts(option, ratio.New);
                Change(option, option.Adjusted(strike, option.Deliverable, option.Multiplier));
                Desk.Prices.Restate(option.Id, price => Restated(price, ratio));
                continue;
            }

            var cash = option.ExtraCash + CashFor(option.Deliverable, ratio, underlying, close, ratio.New);
            var deliverable = Math.Max(1, ratio.Of(option.Deliverable));
            if (ratio.IsReverse || _keepsStrike || !deliversOneThing)
            {
                Change(option, option.Adjusted(option.Strike, deliverable, option.Multiplier) with { CounterOpen = new(cash.Minor) });
            }
            else
            {
                Change(option, option.Adjusted(strike, deliverable, ratio.Of(option.Multiplier)) with { CounterOpen = new(cash.Minor) });
                Desk.Prices.Restate(option.Id, price => Restated(price, ratio));
            }
        }

        foreach (var option in Alive().Where(o => o.ExtraLots > 0 && o.ExtraAsset == underlying.Base))
        {
            Change(option, option.Adjusted(option.Strike, option.Deliverable, option.Multiplier) with
            {
                Asset = option.ExtraAsset, Open = new(Math.Max(1, ratio.Of(option.ExtraLots))),
            });
        }
    }

    // A deliverable has room for one further asset; where that is taken, the strike falls by the new share's value.
    private void AddToDeliverables(Instrument parent, Instrument child, ShareRatio ratio, Price? childPrice, Int128 value)
    {
        foreach (var option in OptionsOn(parent.Id))
        {
            if (option.ExtraLots > 0 && option.ExtraAsset != child.Base)
            {
                var strike = Math.Max(1, new ShareAmounts(parent).Less(option.Strike, value, Rounding.HalfUp));
                Change(option, option.Adjusted(ToCent(strike, 1, parent), option.Deliverable, option.Multiplier));
                continue;
            }

            var cash = option.ExtraCash + CashFor(option.Deliverable, ratio, child, childPrice, ratio.Old);
            Change(option, option.Adjusted(option.Strike, option.Deliverable, option.Multiplier) with
            {
                Asset = child.Base, Open = new(option.ExtraLots + ratio.Of(option.Deliverable)), CounterOpen = new(cash.Minor),
            });
        }
    }

    private static Money CashFor(long lots, ShareRatio ratio, Instrument instrument, Price? market, long partsOfLot)
        => market is { } price ? new(new ShareAmounts(instrument).ValueOf(price, ratio.FractionOf(lots), partsOfLot)) : Money.Zero;

    private void AddContracts(OptionContract option, long times)
    {
        foreach (var (account, contracts) in Holders(option.Base).ToList())
        {
            Desk.Post(
                Posting.ContractsAdjusted, Ledger.OutsideWorld, account, option.Base, contracts * (times - 1),
                new MarketEvent { Instrument = option.Id });
        }
    }

    private void Change(OptionContract option, in MarketEvent change)
    {
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
