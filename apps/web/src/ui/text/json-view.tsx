import { useMemo } from 'react';
import { TextViewer } from './text-viewer';

/** A value as indented JSON, with the same care as any other text from outside. */
export const JsonView = ({ title, value }: { title: string; value: unknown }) => {
  const text = useMemo(() => (value === undefined ? null : JSON.stringify(value, null, 2)), [value]);
  return <TextViewer title={title} text={text} prefer="formatted" />;
};
