// Replacing methods of objects that are not ours and have no types here. It must not know whose they are.

/** The replaced method, on any object. */
export type Original = (self: unknown, args: readonly unknown[]) => unknown;

/** Replaces a method of a prototype, private or not. @throws Error when there is none of that name. */
export const patch = (
	owner: object,
	name: string,
	replacement: (
		original: Original,
		self: object,
		args: readonly unknown[],
	) => unknown,
): void => {
	const method: unknown = Reflect.get(owner, name);
	if (typeof method !== "function")
		throw new Error(`the execution client has no ${name} to put right`);
	const original: Original = (self, args) => Reflect.apply(method, self, args);
	Object.defineProperty(owner, name, {
		configurable: true,
		writable: true,
		value: function (this: object, ...args: unknown[]) {
			return replacement(original, this, args);
		},
	});
};

export const field = (value: unknown, name: string): unknown =>
	typeof value === "object" && value !== null
		? Reflect.get(value, name)
		: undefined;

/** @throws Error when there is no object of that name. */
export const objectAt = (value: unknown, name: string): object => {
	const found = field(value, name);
	if (typeof found !== "object" || found === null)
		throw new Error(`the execution client has no ${name}`);
	return found;
};

/** @throws Error when there is no method of that name. */
export const invoke = (
	self: unknown,
	name: string,
	...args: unknown[]
): unknown => {
	const method = field(self, name);
	if (typeof method !== "function") throw new Error(`no method ${name}`);
	return Reflect.apply(method, self, args);
};

/** The prototype of an object's class. */
export const classOf = (value: object): object => {
	const found: unknown = Object.getPrototypeOf(value);
	if (typeof found !== "object" || found === null)
		throw new Error("an object without a class");
	return found;
};
