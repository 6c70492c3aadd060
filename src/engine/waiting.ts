// All that waits for the person's decision, in the order of its turns.

import { mostListed } from "../base/room.ts";
import type { WalletView } from "../protocol/views.ts";
import type { Entry } from "../wallet/ledger.ts";
import type { WaitingMessage } from "./messages.ts";
import type { QueuedRequest } from "./queue.ts";
import type { Sites } from "./sites.ts";

type Question = ReturnType<Sites["waiting"]>[number];

/**
 * The person's own orders come first, then what sites ask for, by age: of a payment its order where one was made, and the request
 * for it before; of a message the message where the signer has it.
 */
export const waitsForPerson = (
	questions: readonly Question[],
	queued: readonly QueuedRequest[],
	orders: readonly Entry[],
	messages: readonly WaitingMessage[] = [],
): Pick<WalletView, "requests" | "waiting"> => {
	const own = orders
		.filter(({ state, order }) => state === "waiting" && order.origin === null)
		.sort((a, b) => a.order.madeMs - b.order.madeMs)
		.slice(0, mostListed)
		.map(({ order: { id } }) => ({ kind: "order" as const, id, of: id }));
	const asked = [
		...questions.map((request) => ({ request, order: null, message: null })),
		...queued.map((one) => ({ ...one, message: null })),
		...messages.map((one) => ({ ...one, order: null })),
	].sort((a, b) => a.request.madeMs - b.request.madeMs);
	return {
		requests: asked.flatMap(({ request, order, message }) =>
			order === null && message === null ? [request] : [],
		),
		waiting: [
			...own,
			...asked.map(({ request: { id: of, offerBlock }, order, message }) => {
				const block = offerBlock ? { offerBlock } : {};
				if (order !== null)
					return { kind: "order" as const, id: order, of, ...block };
				return message !== null
					? { kind: "message" as const, id: message, of, ...block }
					: { kind: "request" as const, id: of, of };
			}),
		],
	};
};
