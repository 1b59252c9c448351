import { Button, Popover } from '@mantine/core';
import { CalendarRange, ChevronDown } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { daysParams, lastDayOf, PRESETS, type Range } from './cost-filters';
import classes from './costs.module.css';

interface Props {
  readonly range: Range;
  readonly nowMs: number;
  readonly onRange: (from: string, to: string | undefined) => void;
}

/** Which time: ready-made, or from one day to another. */
export const RangePicker = ({ range, nowMs, onRange }: Props) => {
  const [isOpen, setOpen] = useState(false);
  const take = (from: string, to?: string) => {
    setOpen(false);
    onRange(from, to);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus shadow="md" withinPortal={false}>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<CalendarRange size={15} />}
          rightSection={<ChevronDown size={14} />}
          onClick={() => setOpen(!isOpen)}
        >
          <span className="sr-only">Time: </span>
          {range.label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Which time">
        <div className={classes.presets}>
          {PRESETS.map(({ value, label }) => (
            <Button
              key={value}
              size="compact-sm"
              variant={range.preset === value ? 'filled' : 'default'}
              aria-pressed={range.preset === value}
              onClick={() => take(value)}
            >
              {label}
            </Button>
          ))}
        </div>
        <Days range={range} nowMs={nowMs} onDays={take} />
      </Popover.Dropdown>
    </Popover>
  );
};

interface DaysProps {
  readonly range: Range;
  readonly nowMs: number;
  readonly onDays: (from: string, to: string) => void;
}

const Days = ({ range, nowMs, onDays }: DaysProps) => {
  const today = new Date(nowMs).toISOString().slice(0, 10);
  const [first, setFirst] = useState(range.from.slice(0, 10));
  const [last, setLast] = useState(range.to === undefined ? today : lastDayOf(range.to));
  const isRange = first !== '' && last !== '' && first <= last;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isRange) return;
    const { from, to } = daysParams(first, last);
    onDays(from, to);
  };
  return (
    <form onSubmit={submit} className={classes.days}>
      <label>
        From
        <input type="date" value={first} max={today} onChange={(event) => setFirst(event.currentTarget.value)} />
      </label>
      <label>
        To
        <input type="date" value={last} max={today} onChange={(event) => setLast(event.currentTarget.value)} />
      </label>
      <Button type="submit" size="compact-md" disabled={!isRange}>
        Show
      </Button>
      <div className="dim">Whole days of UTC, both included.</div>
    </form>
  );
};
