// What a finalization on L1 said besides the root, looked for in the contract's events and rolling hashes. All of it is a hint: the rule
// of the root holds it against the hash that L1 keeps.
// Source: LFDT-Lineth/lineth-monorepo@cb180134, contracts/src/rollup/interfaces/ILineaRollupBase.sol, FinalizedStateUpdated.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { eventTopic } from "../../../crypto/selector.ts";
import type { Execution, LogHint } from "../../../source/execution.ts";
import type { Member, Pool } from "../../../source/pool.ts";
import type { Clock } from "../../../source/ports.ts";
import { mappingSlot, wordHex } from "../../../state/storage-layout.ts";
import type { Header } from "../../../state/values.ts";
import type { Verified } from "../../../trust/verified.ts";
import type { LineaProfile } from "../checks/profile.ts";
import { finalizationHash, type LineaFinalization } from "../checks/root.ts";
import type { LineaConfig } from "../checks/values.ts";

const topic = eventTopic(
	"FinalizedStateUpdated(uint256,uint256,uint256,uint256)",
);
/** Blocks asked for at once: what many public endpoints give events of. */
const span = 1_000;
/** A week and more of blocks; a rollup that was finalized before that has stopped. */
const mostSpans = 52;
/** After this long what was looked for in vain is looked for again. */
const againMs = 10 * 60_000;

/** Time, number of the last message, number of the last forced transaction; null for data of another form. */
const wordsOf = ({ data }: LogHint): readonly [number, Hex, Hex] | null => {
	const words = /^0x([0-9a-f]{64})([0-9a-f]{64})([0-9a-f]{64})$/.exec(data);
	if (words === null) return null;
	const [, time = "", message = "", forced = ""] = words;
	const timeS = BigInt(`0x${time}`);
	if (timeS > BigInt(Number.MAX_SAFE_INTEGER)) return null;
	return [Number(timeS), `0x${message}`, `0x${forced}`];
};

export type FinalizationParts = {
	readonly profile: LineaProfile;
	readonly l1Pool: Pool<Execution>;
	readonly clock: Pick<Clock, "ticksMs">;
};

/** What an endpoint says of finalizations of the contract: its event, and the rolling hashes up to the numbers in it. */
const asking = ({ contracts, slots }: LineaProfile) => {
	const { address } = contracts.rollup;

	/** The newest event of that block. @throws not-anchored when the endpoint has none */
	const eventOf = async (
		{ name, client }: Member<Execution>,
		top: number,
		block: number,
		signal: AbortSignal | undefined,
	): Promise<LogHint> => {
		for (let i = 0; i < mostSpans; i++) {
			const toBlock = top - i * span;
			if (toBlock < 0) break;
			const { value } = await client.logs(
				{
					address,
					topics: [topic, wordHex(block)],
					fromBlock: Math.max(0, toBlock - span + 1),
					toBlock,
				},
				signal,
			);
			const found = value.findLast((log) => wordsOf(log) !== null);
			if (found !== undefined) return found;
		}
		throw new Fault("not-anchored", `no finalization of block ${block}`, name);
	};

	/** With the rolling hashes, which stay once they stand: as the endpoint states them now. Null for an event of another form. */
	const withHashes = async (
		{ client }: Member<Execution>,
		log: LogHint,
		signal: AbortSignal | undefined,
	): Promise<LineaFinalization | null> => {
		const words = wordsOf(log);
		if (words === null) return null;
		const [timeS, messageNumber, forcedNumber] = words;
		const keys = [
			mappingSlot(messageNumber, slots.rollingHashes),
			mappingSlot(forcedNumber, slots.forcedRollingHashes),
		];
		const request = { address, slots: keys };
		const { value } = await client.proofs([request], "latest", signal);
		const [message, forced] = keys.map(
			(key) =>
				value[0]?.storageProof.find((slot) => slot.key === key)?.value ?? 0n,
		);
		return {
			messageNumber,
			messageRollingHash: wordHex(message ?? 0n),
			forcedNumber,
			forcedRollingHash: wordHex(forced ?? 0n),
			timeS,
		};
	};

	return { eventOf, withHashes };
};

/** Looks for the finalization that a proved config has the hash of; found once, it is kept. */
export const openFinalizations = ({
	profile,
	l1Pool,
	clock,
}: FinalizationParts) => {
	let known: { readonly hash: Hex; readonly said: LineaFinalization } | null =
		null;
	let vain: { readonly hash: Hex; readonly sinceMs: number } | null = null;
	const { eventOf, withHashes } = asking(profile);

	/**
	 * What was said when the config's newest block was finalized, as its hash has it.
	 * @throws not-anchored when no endpoint has the event; l2-preimage, with who gave it, for an event that is another's; what the
	 * endpoints fail with
	 */
	return async (
		header: Verified<Header>,
		{ finalizedState, l2BlockNumber }: LineaConfig,
		signal: AbortSignal | undefined,
	): Promise<LineaFinalization> => {
		if (known?.hash === finalizedState) return known.said;
		const nowMs = clock.ticksMs();
		if (vain?.hash === finalizedState && nowMs - vain.sinceMs < againMs)
			throw new Fault(
				"not-anchored",
				`when block ${l2BlockNumber} was made is not known`,
			);
		vain = { hash: finalizedState, sinceMs: nowMs };
		const said = await l1Pool.first(async (member) => {
			const log = await eventOf(
				member,
				header.value.blockNumber,
				l2BlockNumber,
				signal,
			);
			const found = await withHashes(member, log, signal);
			if (found === null || finalizationHash(found) !== finalizedState)
				throw new Fault(
					"l2-preimage",
					`another finalization of block ${l2BlockNumber}`,
					member.name,
				);
			return found;
		});
		vain = null;
		known = { hash: finalizedState, said };
		return said;
	};
};
