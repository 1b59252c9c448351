import { Inject, type Type } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';

/** A question on the query bus: what the caller gave, and what comes back. */
export abstract class Ask<Given, Answer> extends Query<Answer> {
  constructor(readonly given: Given) {
    super();
  }
}

/** The handler of a question: asks the one who knows. */
export const answeredBy = <Source, Given, Answer>(
  question: Type<Ask<Given, Answer>>,
  token: Type<Source> | symbol,
  answer: (source: Source, given: Given) => Answer | Promise<Answer>,
): Type<IQueryHandler> => {
  @QueryHandler(question)
  class AskHandler implements IQueryHandler<Ask<Given, Answer>> {
    constructor(@Inject(token) private readonly source: Source) {}

    async execute({ given }: Ask<Given, Answer>): Promise<Answer> {
      return answer(this.source, given);
    }
  }
  // Nest tells providers apart by their class; people, by its name.
  Object.defineProperty(AskHandler, 'name', { value: `${question.name}Handler` });
  return AskHandler;
};
