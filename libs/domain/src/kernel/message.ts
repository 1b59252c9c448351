/** The union of `{ type, data }` messages that a map of names to shapes stands for. */
export type MessageOf<Shapes> = {
  [Type in keyof Shapes & string]: { readonly type: Type; readonly data: Shapes[Type] };
}[keyof Shapes & string];

/** Lifts the data of one stored version to the next one; never sees newer shapes. */
// biome-ignore lint/suspicious/noExplicitAny: old shapes are history and have no types any more.
export type Upcast = (data: any) => any;

/**
 * Every event type of one stream category with the lifts from version 1 upwards.
 * The newest version of a type is `lifts.length + 1`. A type that is not listed does not exist: reading it is fatal.
 */
export type Upcasts<Event extends { type: string }> = { readonly [Type in Event['type']]: readonly Upcast[] };
