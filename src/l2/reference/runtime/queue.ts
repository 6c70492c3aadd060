// Our entries in the reference rollup's queue, as orders and endpoints name them: where to look, never what is true. The
// queue's own hashes on L1 judge each.
// Source: test/network/reference/README.md, "Queue" and "On L1" (events).

import { bigFromBytes, fromHex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { eventTopic } from "../../../crypto/selector.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import type { ReferenceConfig } from "../checks/values.ts";
import type { ReferenceExitContext } from "./context.ts";
import type { AccountOwner } from "./evidence.ts";
import { type Counters, unknown } from "./facts.ts";
import { eventsBack } from "./rebuild.ts";
import { type EscapeState, mostDeposits } from "./state.ts";

export type Deposit = EscapeState["deposits"][number];

const queuedTopic = eventTopic(
	"Queued(uint256,uint8,uint256,uint256,address,uint256)",
);
/** Waiting entries of the queue that are looked through for ours. */
const mostScanned = 64;

/** The newest entries that wait, as many as are looked through. */
export const scanned = ({ queueProven, queueLength }: Counters) =>
	Array.from(
		{ length: Math.min(mostScanned, queueLength - queueProven) },
		(_, i) => queueLength - 1 - i,
	);

/** The entry that our order of that stage made, by its proved receipt; null while there is none. */
export const entryOfOrder = async (
	{ profile, l1, order }: ReferenceExitContext,
	stage: "deposit" | "force",
): Promise<number | null> => {
	const made = order(stage);
	if (made?.hash === undefined || made.hash === null) return null;
	if (made.succeeded !== true) return null;
	try {
		const mined = await l1.receipt(made.hash, "latest");
		const log = mined?.receipt.value.logs.find(
			({ address, topics: [topic] }) =>
				address === profile.contracts.rollup.address && topic === queuedTopic,
		);
		const number = log?.topics[1];
		return number === undefined ? null : Number(BigInt(number));
	} catch (thrown) {
		unknown(thrown);
		return null;
	}
};

const wordAt = (data: Uint8Array, at: number): bigint =>
	bigFromBytes(data.subarray(32 * at, 32 * at + 32));

/** Deposits for them that wait, as L1 endpoints state their events; the queue's hashes judge them. */
export const statedDeposits = async (
	context: ReferenceExitContext,
	{ queueProven, queueLength }: ReferenceConfig,
	{ owner, key }: AccountOwner,
): Promise<readonly Deposit[]> => {
	if (queueProven === queueLength) return [];
	const found = await context.l1.pool.first((member) =>
		eventsBack(
			context,
			member,
			[queuedTopic],
			({ topics, data }) => {
				const [, entry] = topics;
				const bytes = fromHex(data);
				if (entry === undefined || bytes.length !== 160)
					throw new Fault("bad-field", "an event of other shape", member.name);
				return { entry: Number(BigInt(entry)), bytes };
			},
			(events) => events.some(({ entry }) => entry <= queueProven),
		),
	);
	return found
		.filter(({ entry, bytes }) => {
			const isOurs =
				wordAt(bytes, 3) === BigInt(owner) &&
				(key === null ||
					(wordAt(bytes, 1) === BigInt(key.ax) &&
						wordAt(bytes, 2) === BigInt(key.ay)));
			const waits = entry >= queueProven && entry < queueLength;
			return isOurs && waits && wordAt(bytes, 0) === 1n;
		})
		.slice(0, mostDeposits)
		.map(({ entry, bytes }) => ({
			entry,
			ax: wordHex(wordAt(bytes, 1)),
			ay: wordHex(wordAt(bytes, 2)),
			amount: wordHex(wordAt(bytes, 4)),
			isReclaimed: false,
		}));
};
