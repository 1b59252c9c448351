import { describe, expect, it } from '@jest/globals';
import { agentText, ENGINE_WORDS_CHARS_MAX, engineWords, OutputBuffer } from './agent-text';

describe('agentText', () => {
  it('replaces only what no consumer can take', () => {
    expect(agentText('a\u0000b\ud800c\udc00d')).toBe('a�b�c�d');
    const kept = '\u0001\u001b[31m\u202e\u200b\u2028<script>😀\r\n';
    expect(agentText(kept)).toBe(kept);
  });
});

describe('engineWords', () => {
  it('is text of one size, whatever the engine said', () => {
    expect(engineWords('a'.repeat(10_000))).toHaveLength(ENGINE_WORDS_CHARS_MAX);
    expect([undefined, null, 5, { a: 1 }].map((words) => engineWords(words))).toEqual(['undefined', 'null', '5', '{"a":1}']);
    expect(engineWords(`${'a'.repeat(10)}😀`, 12)).toBe(`${'a'.repeat(10)}😀`);
    expect(engineWords(`${'a'.repeat(10)}😀b`, 12).isWellFormed()).toBe(true);
  });
});

describe('OutputBuffer', () => {
  it('keeps characters whole that were cut between pieces', () => {
    const output = new OutputBuffer();
    expect(['x\ud83d', '\ude00', 'y\ud83d', 'z\ud83d'].map((piece) => output.append(piece))).toEqual(['x', '😀', 'y', '�z']);
    expect(output.text()).toBe('x😀y�z�');
  });

  it('counts bytes, not characters, and refuses what does not fit', () => {
    const output = new OutputBuffer(6);
    expect(output.append('漢')).toBe('漢');
    expect(output.append('字')).toBe('字');
    expect(output.bytes).toBe(6);
    expect(output.append('a')).toBeNull();
  });
});
