import { describe, expect, it } from '@jest/globals';
import { errorsByInput, initialValues, readInputs } from './start-form';

const specs = {
  topic: { type: 'string' as const, required: true },
  count: { type: 'integer' as const, default: 3 },
  ratio: { type: 'number' as const, required: false },
  loud: { type: 'boolean' as const, default: true },
  tags: { type: 'array' as const, required: false },
  more: { type: 'object' as const, default: { a: 1 } },
};

describe('start form', () => {
  it('shows the defaults', () => {
    expect(initialValues(specs)).toEqual({ topic: '', count: '3', ratio: '', loud: true, tags: '', more: '{\n  "a": 1\n}' });
  });

  it('reads each type, and leaves out what is empty', () => {
    const values = { topic: 'tea', count: '1,000', ratio: '', loud: false, tags: '["x"]', more: '' };
    expect(readInputs(values, specs)).toEqual({ inputs: { topic: 'tea', count: 1000, loud: false, tags: ['x'] }, errors: {} });
  });

  it('names every field that does not fit', () => {
    const { errors } = readInputs({ topic: ' ', count: '1.5', ratio: 'many', loud: true, tags: '{}', more: '{' }, specs);
    expect(Object.keys(errors)).toEqual(['topic', 'count', 'ratio', 'tags', 'more']);
  });

  it('brings the server’s findings to their fields', () => {
    const found = [
      { code: 'required', path: '/inputs/topic', message: 'is required' },
      { code: 'x', path: '/budget', message: 'no' },
    ];
    expect(errorsByInput(found)).toEqual({ topic: 'is required' });
  });
});
