// Batches of calls: asked for, under way, stopped. All invented.

import { siteMessage } from "../../../src/engine/site-codes.ts";
import type { BatchView } from "../../../src/protocol/batch-views.ts";
import type { WalletView } from "../../../src/protocol/views.ts";
import { fault, hash, me, nowMs, other, third } from "./base.ts";

const origin = "https://swap.long-name-of-a-site.example";
const asked = [
	{ to: third, valueWei: "0", bytes: 68 },
	{ to: other, valueWei: "250000000000000000", bytes: 1_220 },
	{ to: null, valueWei: "0", bytes: 24_100 },
] as const;

const batch = (
	states: readonly BatchView["calls"][number]["state"][],
	part: Partial<BatchView> = {},
): BatchView => ({
	...{ id: "batch-1", origin, chainId: 1, from: me, madeMs: nowMs - 90_000 },
	...{ state: "open", why: null },
	calls: asked.map((call, at) => ({
		...call,
		id: at === 1 ? "order-1" : `batch-1-${at}`,
		state: states[at] ?? "waits",
		order: states[at] === "done" ? "order-2" : null,
	})),
	...part,
});

const request = (
	kind: "batch" | "batch-status",
): WalletView["requests"][number] => ({
	...{ id: `site-${kind}`, origin, kind, send: null },
	offerBlock: false,
	madeMs: nowMs - 3_000,
	...(kind === "batch"
		? {
				says: siteMessage("site.batch", { calls: 3 }),
				about: hash(7),
				batch: { chainId: 1, from: me, calls: [...asked] },
			}
		: { says: siteMessage("site.batch-status"), about: "batch-1" }),
});

/** @param full a wallet in which an order waits as "order-1" */
export const batchScenes = <S extends { readonly view: WalletView }>(
	full: S,
) => {
	const scene = (view: Partial<WalletView>): S => ({
		...full,
		view: { ...full.view, requests: [], ...view },
	});
	const open = batch(["done", "asked"]);
	const stopped = batch(["done", "failed"], {
		state: "stopped",
		why: fault("batch-reverted", "call 2"),
	});
	return {
		"batch-asked": scene({ orders: [], requests: [request("batch")] }),
		"batch-look": scene({
			...{ orders: [], requests: [request("batch-status")] },
			batches: [stopped],
		}),
		"batch-open": scene({ batches: [open] }),
		"batch-stopped": scene({ batches: [stopped] }),
		"batch-done": scene({
			batches: [batch(["done", "done", "done"], { state: "done" })],
		}),
	};
};
