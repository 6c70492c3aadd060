// What the person is shown of all that waits.

import { expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import type { QueuedRequest } from "../../src/engine/queue.ts";
import { waitsForPerson } from "../../src/engine/waiting.ts";
import { messageOf } from "../said.ts";

const from: Hex = `0x${"aa".repeat(20)}`;
const queued = (offerBlock: boolean, order: string | null): QueuedRequest => ({
	request: {
		id: "pay",
		origin: "https://pushy.example",
		kind: "send",
		says: messageOf("asks"),
		send: { chainId: 1, from, to: from, valueWei: "1" },
		offerBlock,
		madeMs: 1,
	},
	order,
});

test("never loses the offer to block a site when its payment becomes an order", () => {
	expect(waitsForPerson([], [queued(true, null)], [])).toMatchObject({
		requests: [{ offerBlock: true }],
		waiting: [{ kind: "request", id: "pay", of: "pay" }],
	});
	expect(waitsForPerson([], [queued(true, "pay.1")], [])).toEqual({
		requests: [],
		waiting: [{ kind: "order", id: "pay.1", of: "pay", offerBlock: true }],
	});
	expect(waitsForPerson([], [queued(false, "pay.1")], []).waiting).toEqual([
		{ kind: "order", id: "pay.1", of: "pay" },
	]);
});
