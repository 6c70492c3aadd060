// Beacon nodes made up for tests: a Fetch port that serves a made chain, or lies about it, and a clock that is set by hand.

import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { sszToJson } from "../../src/base/ssz.ts";
import { type EncodedObject, typesOf } from "../../src/l1/spec.ts";
import type { Clock, Fetch, HttpReply } from "../../src/source/ports.ts";
import type { MadeChain } from "./made.ts";

export type TestClock = Clock & { setMs: (ms: number) => void };

/** A clock that stands still until it is set; sleeping takes no time but lets others run. */
export const makeClock = (startMs: number): TestClock => {
	let nowMs = startMs;
	return {
		nowMs: () => nowMs,
		ticksMs: () => nowMs,
		sleep: async (ms) => {
			if (ms > 0) await new Promise((resolve) => setTimeout(resolve, 250));
		},
		setMs: (ms) => {
			nowMs = ms;
		},
	};
};

export const jsonReply = (value: unknown, status = 200): HttpReply => ({
	status,
	headers: { "content-type": "application/json" },
	bytes: new TextEncoder().encode(JSON.stringify(value)),
});

export const notFound = (): HttpReply => jsonReply({ code: 404 }, 404);

export type Node = (path: string, query: URLSearchParams) => HttpReply;

export type NodeState = {
	/** The newest slot that is attested. */
	head: number;
	/** Newest attested slot by period, as the node's best update. */
	readonly attestedIn?: (period: number) => number;
	readonly signers?: number;
};

export const asJson = (
	chain: MadeChain,
	kind: "bootstrap" | "update" | "finality" | "optimistic",
	{ fork, ssz }: EncodedObject,
): { readonly version: string; readonly data: unknown } => ({
	version: fork,
	data: sszToJson({ type: typesOf(chain.network, fork)[kind], bytes: ssz }),
});

/** An honest node of a made chain, in JSON. Bootstraps are there for every epoch's first slot. */
export const honestNode = (chain: MadeChain, state: NodeState): Node => {
	const slotsPerPeriod = 64;
	const bootstraps = new Map<Hex, number>();
	return (path, query) => {
		const sign = state.signers === undefined ? {} : { signers: state.signers };
		for (let slot = 0; slot <= state.head; slot += 8)
			if (![...bootstraps.values()].includes(slot))
				bootstraps.set(chain.block(slot).root, slot);
		const last = path.split("/").at(-1) ?? "";
		if (path.includes("/light_client/bootstrap/")) {
			const slot = [...bootstraps].find(([root]) => root === last)?.[1];
			return slot === undefined
				? notFound()
				: jsonReply(asJson(chain, "bootstrap", chain.bootstrap(slot)));
		}
		if (path.endsWith("/light_client/updates")) {
			const start = Number(query.get("start_period"));
			const count = Number(query.get("count"));
			const items: unknown[] = [];
			for (let period = start; period < start + count; period++) {
				const attested =
					state.attestedIn?.(period) ?? period * slotsPerPeriod + 40;
				if (attested > state.head) break;
				items.push(
					asJson(chain, "update", chain.update("update", attested, sign)),
				);
			}
			return jsonReply(items);
		}
		for (const kind of ["finality", "optimistic"] as const)
			if (path.endsWith(`/light_client/${kind}_update`))
				return jsonReply(
					asJson(chain, kind, chain.update(kind, state.head, sign)),
				);
		return notFound();
	};
};

/** A Fetch port over nodes by host name. A node that throws a Fault is one that cannot be reached. */
export const fetchFrom =
	(nodes: { readonly [host: string]: Node }): Fetch =>
	async (request) => {
		const url = new URL(request.url);
		const node = nodes[url.hostname];
		if (node === undefined) throw new Fault("unreachable", url.hostname);
		return node(url.pathname, url.searchParams);
	};
