/** Facts that one subscription looks back over; who has missed more reads anew. */
export const REPLAY_EVENTS_MAX = 5_000;
/** Facts that wait for a subscription while it is being caught up. */
export const CATCH_UP_BUFFER_MAX = 5_000;
/** Packets that wait for a slow client before it is cut off and told to read anew. */
export const SEND_QUEUE_MAX = 1_000;
/** Streamed text is dropped long before facts are. */
export const OUTPUT_QUEUE_MAX = 100;
/** A client only ever sends names of topics. */
export const MESSAGE_BYTES_MAX = 16 * 1024;
/** Whoever has not shown in this time who they are is let go. */
export const CONNECT_TIMEOUT_MS = 10_000;
/** How often it is checked whether those who listen still may. */
export const RECHECK_MS = 5_000;
/** Topics that one socket follows. */
export const SOCKET_TOPICS_MAX = 100;
/** A text in a fact that is pushed; the whole is in the answer of REST. */
export const PUSHED_TEXT_CHARS_MAX = 2_000;
