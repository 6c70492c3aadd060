// What L1 says of the reference rollup at one header: its counters and the hash of its last proven batch, captured ahead and
// proved together.

import { Fault } from "../../../base/fault.ts";
import type { Capture, ProvedAccount } from "../../../state/capture.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import type { Header } from "../../../state/values.ts";
import type { Verified } from "../../../trust/verified.ts";
import {
	concludeReferenceConfig,
	configSlots,
	referenceWanted,
} from "../checks/config.ts";
import type { ReferenceProfile } from "../checks/profile.ts";
import type { ReferenceConfig } from "../checks/values.ts";

export type HeaderFacts = {
	readonly config: Verified<ReferenceConfig>;
	/** The proved hash of the last proven batch. */
	readonly kept: ProvedAccount["slots"][number];
};

/** Batch numbers under which was captured, newest first. */
const mostHints = 4;

/** The number of the last proven batch instead, when the hash that was proved is not that one's. */
const headerFactsOf = (
	profile: ReferenceProfile,
	proved: readonly ProvedAccount[],
	hint: number,
): HeaderFacts | number => {
	const [own, verifier] = proved;
	const slots = own?.slots ?? [];
	const kept = slots[configSlots];
	if (own === undefined || verifier === undefined || kept === undefined)
		throw new Fault("no-proof-window", "not all of it is proved");
	if (own.header.value.blockHash !== verifier.header.value.blockHash)
		throw new Fault("no-proof-window", "captured at several blocks");
	const config = concludeReferenceConfig(profile, [
		...slots.slice(0, configSlots),
		verifier.account,
	]);
	const { lastProven } = config.value;
	return lastProven === hint ? { config, kept } : lastProven;
};

/** Remembers which batches may be the last proven one: the hash of each is captured. */
export class HeaderFactsCapture {
	readonly #profile: ReferenceProfile;
	readonly #l1: Capture;
	#hints: readonly [number, ...(readonly number[])];

	constructor(profile: ReferenceProfile, l1: Capture) {
		this.#profile = profile;
		this.#l1 = l1;
		this.#hints = [profile.anchor.batch];
	}

	/** Captures on L1, ahead, what `at` will need under a later header. */
	async captureAhead(signal: AbortSignal | undefined): Promise<void> {
		const profile = this.#profile;
		// The last proven batch may be another than the last time: then its hash is captured too.
		for (let tries = 0; tries < 3; tries++) {
			const [hint] = this.#hints;
			const wanted = referenceWanted(profile, hint);
			const [claim] = await this.#l1.capture(wanted, signal);
			const key = wordHex(profile.slots.lastProven);
			const word = claim?.storageProof.find((slot) => slot.key === key)?.value;
			const last = Number(word ?? 0n);
			// An endpoint may state any number.
			if (last === hint || !Number.isSafeInteger(last)) return;
			const others = this.#hints.filter((one) => one !== last);
			this.#hints = [last, ...others.slice(0, mostHints - 1)];
		}
	}

	/** Null while not all of it is proved; the number of the last proven batch when that is not the hint. */
	async #withHint(
		header: Verified<Header>,
		hint: number,
		signal: AbortSignal | undefined,
	): Promise<HeaderFacts | number | null> {
		const wanted = referenceWanted(this.#profile, hint);
		const found = await this.#l1.proveSome(header, wanted, signal);
		const all = found.filter((proved) => proved !== null);
		return all.length === wanted.length
			? headerFactsOf(this.#profile, all, hint)
			: null;
	}

	/** @throws no-proof-window, not-anchored while it is not provable yet; l2-unknown-code; what the endpoints fail with */
	async at(
		header: Verified<Header>,
		signal: AbortSignal | undefined,
	): Promise<HeaderFacts> {
		for (const hint of this.#hints) {
			let found = await this.#withHint(header, hint, signal);
			// Proved at the header itself, with another last batch: then so is that one's hash.
			if (typeof found === "number")
				found = await this.#withHint(header, found, signal);
			if (found !== null && typeof found !== "number") return found;
		}
		const [hint] = this.#hints;
		const wanted = referenceWanted(this.#profile, hint);
		const proved = await this.#l1.prove(header, wanted, signal);
		const headerFacts = headerFactsOf(this.#profile, proved, hint);
		if (typeof headerFacts !== "number") return headerFacts;
		throw new Fault(
			"no-proof-window",
			`batch ${headerFacts} is captured only now`,
		);
	}
}
