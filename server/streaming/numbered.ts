/** One event of a channel. `at`: ms since 1970. */
export type Numbered = { readonly seq: number; readonly at: number; readonly kind: string; readonly subject: string };

/** Times in ms of the machine, not of the server's clock. */
export type ChannelTimes = { readonly heartbeat: number; readonly askAgain: number };
