// Reading a message whose shape nobody vouches for.

/** A message's text of that name; undefined when it has none. Messages come from outside: any shape is possible. */
export const textIn = (message: unknown, name: string): string | undefined => {
	if (typeof message !== "object" || message === null) return undefined;
	const value: unknown = Reflect.get(message, name);
	return typeof value === "string" ? value : undefined;
};
