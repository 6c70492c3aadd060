// For servers that tests talk to.

/**
 * A connection that is idle stays open: Node closes one after five seconds, and what a test sends on it in that moment is lost.
 * @returns the server
 */
export const keepOpen = <S extends { keepAliveTimeout: number }>(
	server: S,
): S => {
	server.keepAliveTimeout = 0;
	return server;
};
