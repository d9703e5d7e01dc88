using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Splits, reverse splits and spin-offs.</content>
public sealed partial class CorporateActions
{
    private void Split(Announcement action)
    {
        var instrument = Desk.Instruments[action.Instrument.Value];
        var ratio = action.Ratio;
        var close = MarketPrice(instrument.Id);
        Report(action, close ?? default);
        foreach (var (account, lots) in Holders(instrument.Base).ToList())
        {
            var about = new MarketEvent { Instrument = instrument.Id, Price = close ?? default };
            Desk.Post(Posting.SplitShares, Ledger.OutsideWorld, account, instrument.Base, ratio.Of(lots) - lots, about);

            // A new share is worth close × old / new, so that a part of 1/old of it is worth close / new.
            PayFraction(account, lots, ratio, instrument, close, new ShareAmounts(instrument), ratio.New);
        }

        History.Add(new PriceAdjustment(instrument.Id, action.ExDate, (decimal)ratio.Old / ratio.New));
        Desk.Restate(
            instrument.Id, order => OpenOrderRules.AfterSplit(order, instrument, ratio), price => Restated(price, ratio));
        SplitOptions(instrument, ratio, close);
    }

    private void SpinOff(Announcement action)
    {
        var parent = Desk.Instruments[action.Instrument.Value];
        var child = Desk.Instruments.First(i => i.Base == action.Asset && IsShare(i));
        var ratio = action.Ratio;
        var childPrice = MarketPrice(child.Id);
        var value = childPrice is { } worth
            ? Rounding.HalfUp.Divide(new ShareAmounts(child).AmountOf(worth) * ratio.New, ratio.Old)
            : Int128.Zero;
        Report(action with { Amount = (long)value }, MarketPrice(parent.Id) ?? default);
        foreach (var (account, lots) in Holders(parent.Base).ToList())
        {
            var about = new MarketEvent { Instrument = child.Id, Price = childPrice ?? default };
            Desk.Post(Posting.SpinOffShares, Ledger.OutsideWorld, account, child.Base, ratio.Of(lots), about);
            PayFraction(account, lots, ratio, child, childPrice, new ShareAmounts(child), ratio.Old);
        }

        if (childPrice is null)
        {
            Desk.Restate(parent.Id, order => OpenOrderRules.AfterUnknownValue(order), static unchanged => unchanged);
        }
        else
        {
            FallBy(value, parent, action.ExDate);
        }

        AddToDeliverables(parent, child, ratio, childPrice, value);
    }

    // The part of a share that is left over, in cash at the market price; nothing where there is none.
    private void PayFraction(
        AccountId account, long lots, ShareRatio ratio, Instrument instrument, Price? market, ShareAmounts shares, long partsOfLot)
    {
        if (market is not { } price || ratio.FractionOf(lots) is var parts && parts == 0)
        {
            return;
        }

        var cash = shares.ValueOf(price, parts, partsOfLot) * Math.Sign(lots);
        Desk.Post(
            Posting.CashInLieu, Ledger.OutsideWorld, account, instrument.Quote, cash,
            new MarketEvent { Instrument = instrument.Id, Price = price });
    }

    private static Price Restated(Price price, ShareRatio ratio)
        => new(Math.Max(1, (long)Rounding.HalfUp.Divide((Int128)price.Ticks * ratio.Old, ratio.New)));
}
