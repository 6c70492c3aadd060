// A withdrawal under the root of a game on L1: what a proof needs, taken from the rollup's nodes while they serve it, and
// checked whenever it is used: the header and the message passer's root make the game's root, and under it the withdrawal
// was sent. After that no node of the rollup is needed any more.

import { fromHex, type Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import type { Execution } from "../../../source/execution.ts";
import type { Pool } from "../../../source/pool.ts";
import { decodeHeader } from "../../../state/header.ts";
import { checkSlot } from "../../../state/slot.ts";
import { paymentOf, wayOutOf } from "../checks/payee.ts";
import { outputRoot } from "../checks/payload.ts";
import type { AnyOpProfile } from "../checks/values.ts";
import {
	checkWithdrawal,
	type OpWithdrawal,
	sentMessageSlot,
	withdrawalHash,
} from "../checks/withdrawal.ts";
import type { ListedGame } from "./game.ts";
import { keepWithdrawal, type OpEvidence, withdrawalKept } from "./state.ts";

/**
 * The evidence holds: under its root the withdrawal was sent, and it pays the account.
 * @returns the parts of the root, and the time of the rollup's block
 * @throws exit-evidence when header, number and root do not belong together; exit-recipient; l2-preimage, proof-value,
 * mpt-*, bad-rlp
 */
export const checkEvidence = (
	profile: AnyOpProfile,
	account: Hex,
	evidence: OpEvidence,
): {
	readonly parts: {
		readonly stateRoot: Hex;
		readonly messagePasserStorageRoot: Hex;
		readonly blockHash: Hex;
	};
	readonly withdrawal: OpWithdrawal;
	readonly timeS: number;
} => {
	const { messagePasserStorageRoot, l2BlockNumber, root, proof } = evidence;
	const fields = decodeHeader(fromHex(evidence.header));
	const { stateRoot, hash: blockHash } = fields;
	if (fields.blockNumber !== l2BlockNumber)
		throw new Fault(
			"exit-evidence",
			`the header is of block ${fields.blockNumber}, the root of ${l2BlockNumber}`,
		);
	const parts = { stateRoot, messagePasserStorageRoot, blockHash };
	if (outputRoot(parts) !== root)
		throw new Fault("exit-evidence", `the header does not make root ${root}`);
	const withdrawal = withdrawalKept(evidence.withdrawal);
	paymentOf(wayOutOf(profile), account, withdrawal);
	checkWithdrawal(root, parts, withdrawal, proof);
	return { parts, withdrawal, timeS: fields.timestampS };
};

export type Output = {
	readonly header: Hex;
	readonly blockHash: Hex;
	readonly parentHash: Hex;
	readonly stateRoot: Hex;
	readonly messagePasserStorageRoot: Hex;
	readonly timeS: number;
	readonly root: Hex;
	/** The slot's proof. */
	readonly proof: readonly Hex[];
	readonly isSent: boolean;
};

/**
 * The output of a block as one node gives it, with the withdrawal's slot where one is asked for. It contradicts itself nowhere; whether the block
 * is the rollup's is not said.
 * @throws header-hash, mpt-*, bad-rlp, what the endpoint fails with
 */
export const outputAt = async (
	profile: AnyOpProfile,
	client: Execution,
	name: string,
	number: number,
	withdrawal: OpWithdrawal | null,
	signal?: AbortSignal,
): Promise<Output> => {
	const { value: header } = await client.header({ number }, signal);
	const bytes = fromHex(header.rlp);
	const { stateRoot, parentHash, blockNumber, timestampS } =
		decodeHeader(bytes);
	// A root with another block's number can be disproved by the number alone.
	if (keccakHex(bytes) !== header.hash || blockNumber !== number)
		throw new Fault("header-hash", `block ${number}`, name);
	const slots =
		withdrawal === null ? [] : [sentMessageSlot(withdrawalHash(withdrawal))];
	const request = { address: profile.messagePasser, slots };
	const { value } = await client.proofs([request], { number }, signal);
	const [claim] = value;
	if (claim === undefined) throw new Fault("bad-field", "no proof", name);
	const root = (messagePasserStorageRoot: Hex): Hex =>
		outputRoot({ stateRoot, messagePasserStorageRoot, blockHash: header.hash });
	const proof = claim.storageProof[0]?.proof ?? [];
	const [slot] = slots;
	const word =
		slot === undefined ? 0n : checkSlot(claim.storageHash, slot, proof);
	return {
		header: header.rlp,
		blockHash: header.hash,
		parentHash,
		stateRoot,
		messagePasserStorageRoot: claim.storageHash,
		timeS: timestampS,
		root: root(claim.storageHash),
		proof,
		isSent: word === 1n,
	};
};

/**
 * The output under a game's root, from the first node that has its block, and the evidence for the withdrawal under it; null
 * when the root's own block does not have the withdrawal, or none was asked for.
 * @throws not-anchored when no node has the game's block: the root may be false, or the nodes behind
 */
export const takeEvidence = (
	profile: AnyOpProfile,
	l2: Pool<Execution>,
	account: Hex,
	game: ListedGame,
	withdrawal: OpWithdrawal | null,
	signal?: AbortSignal,
): Promise<{ readonly evidence: OpEvidence | null; readonly output: Output }> =>
	l2.first(async ({ name, client }) => {
		const { root, l2BlockNumber, index } = game;
		const output = await outputAt(
			profile,
			client,
			name,
			l2BlockNumber,
			withdrawal,
			signal,
		);
		// The root may be false and the node honest: that it has another block is no lie.
		if (output.root !== root)
			throw new Fault(
				"not-anchored",
				`another block ${l2BlockNumber} than the root`,
				name,
			);
		if (withdrawal === null || !output.isSent)
			return { evidence: null, output };
		const evidence: OpEvidence = {
			withdrawal: keepWithdrawal(withdrawal),
			index,
			game: game.game,
			root,
			l2BlockNumber,
			header: output.header,
			messagePasserStorageRoot: output.messagePasserStorageRoot,
			proof: output.proof,
		};
		checkEvidence(profile, account, evidence);
		return { evidence, output };
	});
