/** Set for the browser's session once the reader has noted that local mode is on. */
export const LOCAL_MODE_NOTED_COOKIE = "local_mode_noted";
