// Where proofs of a handover come from: a file that the user imports, or an endpoint that serves such files. There is no
// common interface for them; an endpoint is asked for its file by the root of the keys that the chain starts from. What
// comes back is JSON and a name: a claim.

import * as d from "../base/decode.ts";
import { asFault, Fault } from "../base/fault.ts";
import { bounds } from "./bounds.ts";
import type { Endpoint } from "./claim.ts";
import type { Clock, Fetch } from "./ports.ts";

/** What someone offers: JSON that nobody has looked at. */
export type HandoverSource = {
	readonly name: string;
	/** @param keysRoot of the keys that the chain has to start from */
	readonly ask: (
		keysRoot: `0x${string}`,
		signal: AbortSignal | undefined,
	) => Promise<readonly unknown[]>;
};

const mostOffers = 8;

// One proof, or a list of some.
const readFile = (source: string): readonly unknown[] => {
	const json = d.parseJson(source, bounds.handover, 4);
	return Array.isArray(json)
		? d.list(d.anything, mostOffers)(json, "")
		: [json];
};

/** The proofs of a file, whatever is asked. @throws bad-json, too-large, bad-field */
export const handoverFile = (name: string, source: string): HandoverSource => {
	const offers = readFile(source);
	return { name, ask: async () => offers };
};

/** An endpoint whose file for a root of keys is at `<url>/handover/<root>`; one that has none says 404. */
export const handoverEndpoint = (
	ports: { readonly fetch: Fetch; readonly clock: Clock },
	{ name, url }: Endpoint,
): HandoverSource => ({
	name,
	ask: async (keysRoot, signal) => {
		try {
			const reply = await ports.fetch({
				url: `${url.replace(/\/+$/, "")}/handover/${keysRoot}`,
				method: "GET",
				accept: "application/json",
				maxBytes: bounds.handover,
				timeoutMs: 10_000,
				...(signal === undefined ? {} : { signal }),
			});
			if (reply.status === 404) return [];
			if (reply.status !== 200)
				throw new Fault("http-status", `${reply.status} for a handover`);
			if (reply.bytes.length > bounds.handover)
				throw new Fault("too-large", `${reply.bytes.length} bytes`);
			return readFile(
				new TextDecoder("utf-8", { fatal: true }).decode(reply.bytes),
			);
		} catch (thrown) {
			// Not UTF-8 is not JSON.
			if (thrown instanceof TypeError)
				throw new Fault("bad-json", "the answer is not UTF-8", name);
			throw asFault(thrown, name);
		}
	},
});
