/** Where sockets live: path `/socket.io`, this namespace. Apart from the shapes, so that a browser needs no zod for it. */
export const LIVE_NAMESPACE = '/live';
