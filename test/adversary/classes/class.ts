// A class of attackers: what it may do, chosen by a seeded chance, and what must never come of it. The table of them is
// table.ts; each stands in a file of its own. A class knows the messages, and not what the wallet makes of them.

import { asFault } from "../../../src/base/fault.ts";
import type { FaultCode } from "../../../src/base/faults.ts";
import type { Chance } from "../../conformance/chance.ts";

/** What must never be. */
export type Harm =
	| "signature" // one that the person did not approve
	| "stale" // an answer that is older than its purpose allows, and does not say so
	| "unproved" // an answer that is not so
	| "stuck" // the person cannot do what they want any more
	| "problem"; // anything else that is not as it must be

export type Found = { readonly harm: Harm; readonly what: string };

export type Attempt = {
	/** What was tried, as a noun phrase; each class has some tens of them. */
	readonly tried: string;
	/** Codes with which the wallet refused it, each as often as it was heard. */
	readonly refused: readonly FaultCode[];
	/** How often the person was shown or told something. */
	readonly told: number;
	/** Signatures that came out, all of them approved unless `found` says otherwise. */
	readonly signed: number;
	/** Answers that were held against the truth. */
	readonly compared: number;
	readonly found: readonly Found[];
};

export type Attacker = {
	readonly attempt: (chance: Chance) => Promise<Attempt>;
	readonly close: () => Promise<void>;
};

export type AttackClass = {
	/** As `--class` names it. */
	readonly name: string;
	/** In a sentence. */
	readonly says: string;
	/** Its part of a mixed campaign: so many attempts of `parts` in all. */
	readonly share: number;
	readonly open: (seed: number) => Promise<Attacker>;
};

/** Notes what happens in one attempt. */
export class Notes {
	readonly refused: FaultCode[] = [];
	readonly found: Found[] = [];
	told = 0;
	signed = 0;
	compared = 0;

	/** What the work ends in; null and the code noted when it is refused. A fault of our own is a problem. */
	async hear<T>(work: Promise<T>): Promise<T | null> {
		try {
			return await work;
		} catch (thrown) {
			const fault = asFault(thrown);
			this.refused.push(fault.code);
			if (fault.kind === "internal")
				this.find("problem", `internal: ${fault.detail.slice(0, 160)}`);
			return null;
		}
	}

	find(harm: Harm, what: string): void {
		this.found.push({ harm, what });
	}

	as(tried: string): Attempt {
		const { refused, found, told, signed, compared } = this;
		return { tried, refused, told, signed, compared, found };
	}
}
