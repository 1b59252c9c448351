import { useStore } from '@xyflow/react';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import classes from './graph.module.css';
import { edgeId, type GraphNode } from './graph-model';
import { NODE_HEIGHT, NODE_WIDTH, type Placed } from './layout';

interface Props {
  readonly steps: readonly GraphNode[];
  readonly places: ReadonlyMap<string, Placed>;
  readonly selected: string | undefined;
  readonly path: readonly string[];
}

const TONES = ['queued', 'running', 'waiting', 'completed', 'failed', 'blocked', 'cancelled'] as const;
type Tone = (typeof TONES)[number];
type Colours = Readonly<Record<Tone | 'line' | 'anchor', string>>;

/** From afar, where no word could be read anyway, a thousand steps are one drawing and not ten thousand elements. */
export const FarLayer = ({ steps, places, selected, path }: Props) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [x, y, zoom] = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const colours = useColours(canvas);
  const boxes = useMemo(() => boxesOf(steps, places), [steps, places]);
  const lines = useMemo(() => linesOf(steps, places, path), [steps, places, path]);
  useLayoutEffect(() => {
    const target = canvas.current;
    const pen = target?.getContext('2d');
    if (!target || !pen || colours === null) return;
    const ratio = window.devicePixelRatio;
    if (target.width !== Math.round(width * ratio) || target.height !== Math.round(height * ratio)) {
      target.width = Math.round(width * ratio);
      target.height = Math.round(height * ratio);
    }
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    const view = { x, y, zoom, width, height };
    drawLines(pen, lines, view, colours);
    drawBoxes(pen, boxes, view, colours, selected);
  }, [x, y, zoom, width, height, boxes, lines, colours, selected]);
  return <canvas ref={canvas} className={classes.far} style={{ width, height }} />;
};

interface Box {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly tone: Tone;
}

const boxesOf = (steps: readonly GraphNode[], places: Props['places']): Box[] =>
  steps.map(({ key, look }) => ({ key, x: places.get(key)?.x ?? 0, y: places.get(key)?.y ?? 0, tone: look?.tone ?? 'queued' }));

interface Line {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly isCritical: boolean;
}

const linesOf = (steps: readonly GraphNode[], places: Props['places'], path: readonly string[]): Line[] => {
  const onPath = new Set(path.slice(1).map((key, index) => edgeId(path[index] ?? '', key)));
  return steps.flatMap(({ key, dependsOn }) =>
    dependsOn.flatMap((name): Line[] => {
      const [from, to] = [places.get(name), places.get(key)];
      if (!from || !to) return [];
      const middle = NODE_HEIGHT / 2;
      return [
        { x1: from.x + NODE_WIDTH, y1: from.y + middle, x2: to.x, y2: to.y + middle, isCritical: onPath.has(edgeId(name, key)) },
      ];
    }),
  );
};

interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
}

const drawLines = (pen: CanvasRenderingContext2D, lines: readonly Line[], view: View, colours: Colours): void => {
  for (const isCritical of [false, true]) {
    pen.beginPath();
    pen.strokeStyle = isCritical ? colours.anchor : colours.line;
    pen.lineWidth = isCritical ? 2 : 1;
    for (const line of lines) {
      if (line.isCritical !== isCritical) continue;
      const [x1, y1] = [line.x1 * view.zoom + view.x, line.y1 * view.zoom + view.y];
      const [x2, y2] = [line.x2 * view.zoom + view.x, line.y2 * view.zoom + view.y];
      if (Math.max(x1, x2) < 0 || Math.min(x1, x2) > view.width || Math.max(y1, y2) < 0 || Math.min(y1, y2) > view.height)
        continue;
      const bow = Math.abs(x2 - x1) / 2;
      pen.moveTo(x1, y1);
      pen.bezierCurveTo(x1 + bow, y1, x2 - bow, y2, x2, y2);
    }
    pen.stroke();
  }
};

const drawBoxes = (
  pen: CanvasRenderingContext2D,
  boxes: readonly Box[],
  view: View,
  colours: Colours,
  selected: string | undefined,
): void => {
  const [w, h] = [NODE_WIDTH * view.zoom, NODE_HEIGHT * view.zoom];
  for (const tone of TONES) {
    pen.fillStyle = colours[tone];
    for (const box of boxes) {
      if (box.tone !== tone) continue;
      const [left, top] = [box.x * view.zoom + view.x, box.y * view.zoom + view.y];
      if (left > view.width || top > view.height || left + w < 0 || top + h < 0) continue;
      pen.fillRect(left, top, w, h);
      if (box.key === selected) {
        pen.strokeStyle = colours.anchor;
        pen.lineWidth = 3;
        pen.strokeRect(left - 3, top - 3, w + 6, h + 6);
      }
    }
  }
};

/** The colours of the theme as a canvas takes them; read again when the scheme changes. */
const useColours = (canvas: RefObject<HTMLCanvasElement | null>): Colours | null => {
  const [colours, setColours] = useState<Colours | null>(null);
  useEffect(() => {
    const read = () => {
      if (!canvas.current) return;
      const style = getComputedStyle(canvas.current);
      const of = (name: string) => style.getPropertyValue(name).trim();
      const tones = Object.fromEntries(TONES.map((tone) => [tone, of(`--mc-${tone}`)])) as Record<Tone, string>;
      setColours({ ...tones, line: of('--mc-line-strong'), anchor: of('--mantine-color-anchor') });
    };
    read();
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-mantine-color-scheme'] });
    return () => observer.disconnect();
  }, [canvas]);
  return colours;
};
