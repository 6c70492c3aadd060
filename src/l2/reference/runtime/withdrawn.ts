// What the operator took of a forced withdrawal: searched among the operations of batches that are proven since, and held
// against the root of each batch's withdrawals on L1.
// Source: test/network/reference/README.md, "Batch" and "On L1".

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { poseidon } from "../../../crypto/poseidon-bn254.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import type { ReferenceProfile } from "../checks/profile.ts";
import type { ReferenceConfig, ReferenceOperation } from "../checks/values.ts";
import type { ReferenceExitContext } from "./context.ts";
import {
	placesOf,
	type ReferenceExitFacts,
	readSlots,
	unknown,
} from "./facts.ts";
import { openBatches } from "./rebuild.ts";
import type { EscapeState } from "./state.ts";

/** Proven batches that are looked through for what was forced. */
const mostSearched = 256;

/** Source: test/network/reference/README.md, "Batch", withdrawRoot. */
const leafOf = ({ kind, owner, amountWei }: ReferenceOperation): bigint =>
	(kind === 3 || kind === 4) && amountWei > 0n
		? poseidon([BigInt(owner), amountWei])
		: 0n;

/** The levels over these leaves, from them up to the root. */
const levelsOver = (
	leaves: readonly bigint[],
): readonly (readonly bigint[])[] => {
	const levels = [leaves];
	let below = leaves;
	while (below.length > 1) {
		const pairs = below;
		below = Array.from({ length: Math.ceil(pairs.length / 2) }, (_, i) =>
			poseidon([pairs[2 * i] ?? 0n, pairs[2 * i + 1] ?? 0n]),
		);
		levels.push(below);
	}
	return levels;
};

export type ReferenceWithdrawal = Omit<
	NonNullable<EscapeState["taken"]>,
	"isPaid"
>;

/** What of a batch's operations was forced out for us; null when nothing was. @throws blob-data when they are not the batch's */
const forcedIn = (
	operations: readonly ReferenceOperation[],
	batch: number,
	root: bigint,
	index: number,
	owner: Hex,
): ReferenceWithdrawal | null => {
	const levels = levelsOver(operations.map(leafOf));
	if (levels.at(-1)?.[0] !== root)
		throw new Fault(
			"blob-data",
			`batch ${batch}: other withdrawals than were proven`,
		);
	const position = operations.findIndex(
		(one) =>
			one.kind === 4 &&
			one.from === index &&
			one.owner === owner &&
			one.amountWei > 0n,
	);
	const found = operations[position];
	if (found === undefined) return null;
	return {
		batch,
		position,
		amount: wordHex(found.amountWei),
		siblings: levels
			.slice(0, -1)
			.map((level, height) =>
				wordHex(level[Math.floor(position / 2 ** height) ^ 1] ?? 0n),
			),
	};
};

/** The withdrawal that the operator forced for us, among the batches proven since. */
export const findTaken = async (
	context: ReferenceExitContext,
	{ lastProven }: ReferenceConfig,
	since: number,
	index: number,
	owner: Hex,
): Promise<{
	readonly found: ReferenceWithdrawal | null;
	/** Null when all of them were looked through. */
	readonly missing: Fault | null;
}> => {
	const { operationsPerBatch } = context.profile;
	const places = placesOf(context.profile);
	const first = Math.max(since + 1, lastProven - mostSearched + 1);
	const numbers = Array.from(
		{ length: Math.max(0, lastProven - first + 1) },
		(_, i) => first + i,
	);
	const { word } = await readSlots(
		context,
		"latest",
		numbers.map(places.withdrawRoot),
	);
	const nothing = levelsOver(
		Array.from({ length: operationsPerBatch }, () => 0n),
	).at(-1)?.[0];
	const batches = openBatches(context, first);
	// that nothing was forced out for us follows from all of them alone
	let missing: Fault | null =
		first > since + 1
			? new Fault(
					"not-anchored",
					`batches before ${first} are not looked through`,
				)
			: null;
	for (const batch of numbers) {
		const root = word(places.withdrawRoot(batch));
		if (root === nothing) continue;
		try {
			const found = await batches.read(batch, (operations) =>
				forcedIn(operations, batch, root, index, owner),
			);
			if (found !== null) return { found, missing: null };
		} catch (thrown) {
			missing = unknown(thrown);
		}
	}
	return { found: null, missing };
};

/** Does the proved root of that batch's withdrawals hold ours? */
export const holdsTaken = (
	{ word, config }: ReferenceExitFacts,
	profile: ReferenceProfile,
	{ batch, position, amount, siblings }: ReferenceWithdrawal,
	owner: Hex,
): boolean => {
	const root = siblings.reduce(
		(node, sibling, height) =>
			poseidon(
				Math.floor(position / 2 ** height) % 2 === 1
					? [BigInt(sibling), node]
					: [node, BigInt(sibling)],
			),
		poseidon([BigInt(owner), BigInt(amount)]),
	);
	return (
		batch <= config.lastProven &&
		word(placesOf(profile).withdrawRoot(batch)) === root
	);
};
