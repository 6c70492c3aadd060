// Asks what an OP rollup's sequencer says now, when somebody wants to know: every relay for the newest payload, then a node for the account
// in the state of the newest of them.

import { asFault, Fault, isOurs } from "../../../base/fault.ts";
import type { Clock } from "../../../source/ports.ts";
import type { Attested } from "../../../trust/attested.ts";
import type { Verified } from "../../../trust/verified.ts";
import type { RollupParts } from "../../runtime.ts";
import type { SaidSearch, SaidState } from "../../said.ts";
import { attestBalance, attestState } from "../checks/said.ts";
import type { OpContracts } from "../checks/values.ts";

/** What L1 showed last. */
export type ShownOnL1 = {
	readonly config: Verified<OpContracts>;
	/** The block of the newest root. */
	readonly blockNumber: number;
};

type SaidParts = Pick<RollupParts, "l2" | "relays"> & {
	readonly clock: Pick<Clock, "nowMs">;
};

/** Of two words on one block they have to be the same. @throws sequencer-signature */
const newer = (
	one: Attested<SaidState>,
	other: Attested<SaidState>,
): Attested<SaidState> => {
	const [a, b] = [one.value, other.value];
	if (a.blockNumber !== b.blockNumber)
		return a.blockNumber > b.blockNumber ? one : other;
	if (a.blockHash !== b.blockHash || a.stateRoot !== b.stateRoot)
		throw new Fault(
			"sequencer-signature",
			`it signed ${a.blockHash} and ${b.blockHash} for block ${a.blockNumber}`,
		);
	return one;
};

/** @throws as `SaidSearch`, but for what a node fails with */
const newestOf = async (
	{ relays, clock }: SaidParts,
	{ config, blockNumber }: ShownOnL1,
	signal: AbortSignal | undefined,
): Promise<Attested<SaidState>> => {
	let last = new Fault("not-followed", "no relay is asked");
	const said = await Promise.all(
		relays.active().map(async ({ name, client }) => {
			try {
				const { value } = await client.latest(signal);
				if (value === null) throw new Fault("said-old", "nothing", name);
				const at = { nowMs: clock.nowMs(), above: blockNumber };
				return [attestState(config, value, at)];
			} catch (thrown) {
				const fault = asFault(thrown, name);
				if (isOurs(fault)) throw fault;
				// The key may have changed since: then the relay did nothing wrong.
				if (fault.code === "sequencer-signature") relays.note(name, fault);
				else relays.blame(name, fault);
				last = fault;
				return [];
			}
		}),
	);
	const [first, ...others] = said.flat();
	if (first === undefined) throw last;
	return others.reduce(newer, first);
};

/** @param shown null while nothing was read out of L1 */
export const openSaid =
	(parts: SaidParts, shown: () => ShownOnL1 | null): SaidSearch =>
	async (address, signal) => {
		const known = shown();
		if (known === null)
			throw new Fault("not-synced", "no root is read out of L1 yet");
		const state = await newestOf(parts, known, signal);
		const { blockNumber: number, blockHash } = state.value;
		return parts.l2.first(async ({ name, client }) => {
			const { value: header } = await client.header({ number }, signal);
			// behind, or of another branch: no lie
			if (header.hash !== blockHash)
				throw new Fault("not-anchored", `has another block ${number}`, name);
			const asked = [{ address, slots: [] }];
			const { value } = await client.proofs(asked, { number }, signal);
			return attestBalance(state, address, value[0]?.accountProof ?? []);
		});
	};
