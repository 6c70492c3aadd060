// The vault, and it alone, gets the scrypt that remembers.

const vault = /\/src\/signer\/vault\.ts(\?|$)/;

export const resolve = (specifier, context, next) =>
	specifier === "@noble/hashes/scrypt.js" && vault.test(context.parentURL ?? "")
		? next(new URL("remembered-scrypt.ts", import.meta.url).href, context)
		: next(specifier, context);
