import { z } from 'zod';

const TOKENS_MAX = 1_000_000;

/**
 * Option of a gateway: input tokens that its engine adds to every attempt by itself, such as instructions of its own, tools and
 * the further model calls of a turn that uses them. They are reserved on top of the texts, so that a cap carries them.
 */
export const overheadOption = (byDefault: number) => z.int().min(0).max(TOKENS_MAX).default(byDefault);
