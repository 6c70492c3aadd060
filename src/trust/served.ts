// Whose bytes a conclusion was drawn from, for the screen. It adds nothing to what is proved: the check does not care who
// served the bytes.

import type { AnyVerified } from "./verified.ts";

const servers = new WeakMap<AnyVerified, string>();

/** Notes the endpoint, by the name the user gave it. The first note counts: the same bytes may come from several. */
export const servedBy = <V extends AnyVerified>(
	verified: V,
	endpoint: string,
): V => {
	if (!servers.has(verified)) servers.set(verified, endpoint);
	return verified;
};

/** The endpoint that served the bytes; null for what needed none, or was read back from the store. */
export const serverOf = (verified: AnyVerified): string | null =>
	servers.get(verified) ?? null;
