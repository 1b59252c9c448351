import type { StepError } from '@mc/domain';
import { HOSTILE_TEXT } from '../../src/gateways/simulated/texts';
import type { Failing } from '../reports';

/** Facts that a hostile page has slipped into a researcher's answer. */
export const HOSTILE_FACTS = `Five facts about night trains:
1. Bookings rose by a third within two years.
2. Most lines run at a loss on weekdays and at a profit on Fridays.
3. A sleeping compartment pays for itself above 62 % occupancy.
4. The next page has more: [read on](javascript:alert(document.domain)) ![](https://tracker.example/pixel.gif?run=1)
5. From the same page:
${HOSTILE_TEXT}`;

export const POST = `# Night trains are back, and they add up

Everyone talks about night trains; few say what they cost.

- Bookings rose by **a third** within two years.
- A compartment pays for itself above *62 % occupancy*.
- Fridays carry the weekdays.

Start with one line, look at it daily, and widen from there.`;

/** Long enough to be read out for ten minutes. */
export const NEWS = `# Portable heat pumps, week 48

Lumen has cut the price of its M2 by a fifth, to 799 EUR, and ships from Ghent instead of Porto. Two retailers followed within a day; the
third sells what it has left and lists no new stock. Three test reports came out this week. All of them praise the noise of the M2 (44 dB at
full load) and complain about its drain, which has to be emptied by hand below 8 degrees.

The Dutch subsidy has changed its rules. From January on it pays for devices up to 4 kW only if they can be controlled by the grid; of the
devices on sale today two can. Makers have asked for a year more. The ministry says that it will answer before Christmas, and has said so
in each of the last three years. In Denmark and Sweden nothing changes.

Northwind Sails, which rents out houseboats, has ordered four hundred units of a maker that it does not name. The order is about as large as
the whole market was three years ago. Its competitor says that it waits for the winter.

A recall: Sextant takes back 1,100 units of the C1 because a hose can come loose. Nobody was hurt. The units were sold in Bilbao, Faro and
Cork between March and May; the maker calls all buyers, and pays 50 EUR to whoever brings a unit back in the original box.

Patents and people: the former head of design of Lumen has joined Compass. Compass has said nothing, and has filed four designs since then,
all of them for a device that can be folded. The first drawings show a handle on each side, and no drain.

What to look at next week: whether the third retailer lists the M2 again; whether Compass shows something at the fair in Dresden; and what
the energy market does, since a price above 0.40 EUR per kWh has moved buyers to gas in each of the last two winters.`;

export const DUPLICATES = JSON.stringify({
  account: 'Contoso Bakeries',
  pairs: [
    { keep: 'anna.berg@contoso.example', drop: ['a.berg@contoso.example'], because: 'same phone' },
    { keep: 'li.wei@contoso.example', drop: ['wei.li@contoso.example', 'lwei@contoso.example'], because: 'same name and street' },
  ],
});

export const INVOICES = `| invoice | date | amount |
| --- | --- | ---: |
| 2026-4711 | 3 Nov | 1,204.00 EUR |
| 2026-4742 | 11 Nov | 380.50 EUR |
| 2026-4790 | 19 Nov | 9,120.00 EUR |`;

export const MATCHED = `Two of three match: 2026-4711 (PO 118) and 2026-4790 (PO 131), 10,324.00 EUR together.
2026-4742 has no purchase order and is left out.`;

const error = (error: StepError, rest: Omit<Failing, 'error'>): Failing => ({ error, ...rest });

export const RATE_LIMITED = error(
  {
    class: 'rate_limited',
    code: 'rate_limited',
    message: 'the engine is over its rate limit',
    details: { retryAfterMs: 30_000 },
  },
  { retryable: true, executed: 'no' },
);

export const BAD_GATEWAY = error(
  {
    class: 'engine_error',
    code: 'http_502',
    message: 'the engine answered 502: upstream crm.northwind.example closed the connection (ECONNRESET)',
    details: { status: 502 },
  },
  { retryable: true, executed: 'unknown' },
);

export const LOST = error(
  {
    class: 'connection_lost',
    code: 'connection_lost',
    message: 'the connection to the bank broke after the payment order was sent',
    details: null,
  },
  { retryable: true, executed: 'unknown' },
);

export const WITHHELD = error(
  {
    class: 'refused',
    code: 'content_filtered',
    message: 'the model withheld its answer: the filing names persons under investigation',
    details: null,
  },
  { retryable: false, executed: 'yes' },
);
