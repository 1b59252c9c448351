import { textParts } from './safe-text';
import classes from './text-viewer.module.css';

/** Untrusted text with everything invisible made visible. Never HTML. */
export const VisibleText = ({ text }: { text: string }) => (
  <bdi>
    {textParts(text).map((part, index) =>
      part.kind === 'text' ? (
        part.text
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other identity
        <span key={index} className={classes.mark} title={`invisible character ${part.name}`}>
          {part.name}
        </span>
      ),
    )}
  </bdi>
);
