// The ground a way out stands on while it is asked something: L1 by proof, endpoints that may be dead, evidence that is kept,
// the orders of its journey. What is asked after its time is over is refused, so that nothing late changes anything.

import { followSignals } from "../../base/abort.ts";
import type { Hex } from "../../base/bytes.ts";
import { Fault } from "../../base/fault.ts";
import type { Escrow } from "../../exit/escrow.ts";
import { type Journey, lastOrder } from "../../exit/journey.ts";
import type { ExitGround, StageOrder } from "../../exit/module.ts";
import type { RollupProfile } from "../../l2/profile.ts";
import { isExit } from "../../receipt/orders.ts";
import type { Clock } from "../../source/ports.ts";
import type { Header } from "../../state/values.ts";
import type { Verified } from "../../trust/verified.ts";
import type { Entry } from "../../wallet/ledger.ts";
import type { ExitSite } from "./site.ts";

/** The ledger's entry as a way sees it; null while it waits for a decision: the step is still the person's to take. */
const stageOrderOf = (entry: Entry): StageOrder | null =>
	entry.state === "waiting"
		? null
		: {
				id: entry.order.id,
				state: entry.state,
				hash: entry.signed?.hash ?? null,
				succeeded: entry.inclusion?.succeeded ?? null,
				blockNumber: entry.inclusion?.blockNumber ?? entry.overAt ?? null,
				step: isExit(entry.order) ? entry.order.step : null,
				madeMs: entry.order.madeMs,
			};

/** The last order of each stage; null where none was made or it was taken off the list. */
export const ordersOf =
	(
		journey: Journey | null,
		entry: (id: string) => Entry | undefined,
	): ExitGround["order"] =>
	(stage) => {
		const order = journey === null ? undefined : lastOrder(journey, stage);
		const found = order === undefined ? undefined : entry(order.id);
		return found === undefined ? null : stageOrderOf(found);
	};

export type GroundParts = {
	readonly site: ExitSite;
	readonly clock: Clock;
	readonly escrow: Escrow;
	readonly profile: RollupProfile;
	readonly way: string;
	readonly account: Hex;
	readonly order: ExitGround["order"];
	/** Names of the evidence that is used are put in here. */
	readonly used: Set<string>;
	readonly signal: AbortSignal;
};

export const nowSOf = (clock: Clock): number =>
	Math.floor(clock.nowMs() / 1000);

export const groundOf = (parts: GroundParts): ExitGround => {
	const { site, clock, escrow, profile, account, used, signal } = parts;
	const { reader } = site;
	const blobs = site.blobs(profile.chainId);
	const place = {
		network: site.network.name,
		chainId: profile.chainId,
		account,
		way: parts.way,
	};
	/** @throws cancelled once the time is over */
	const check = (): void => {
		if (signal.aborted) throw new Fault("cancelled", "its time is over");
	};
	/** L1's time that was last proved anything under, here: what is kept is as old as that, whatever this clock says. */
	let provedS = 0;
	const proved = ({ value: { timestampS } }: Verified<Header>): void => {
		provedS = Math.max(provedS, timestampS);
	};
	/** Zero before there is any header. */
	const headS = (): number => {
		const { l1 } = site.heads();
		return l1 === null || l1 === "syncing" ? 0 : l1.headS;
	};
	return {
		profile,
		nowS: nowSOf(clock),
		l1: {
			read: async (wanted, tag, given) => {
				check();
				const both = followSignals(signal, given);
				try {
					const reading = await reader.read(wanted, tag, both.signal);
					proved(reading.basis);
					return reading;
				} finally {
					both.end();
				}
			},
			receipt: async (hash, tag) => {
				check();
				if (reader.receipt === null)
					throw new Fault("not-synced", "no receipt is served");
				return reader.receipt(hash, tag);
			},
			call: async (to, data, from) => {
				check();
				return site.calls.call(
					{ to, data, ...(from === undefined ? {} : { from }) },
					"latest",
				);
			},
			pool: site.pool,
		},
		l2: site.l2(profile.chainId),
		reference: site.reference(profile.chainId),
		...(blobs === undefined ? {} : { blobs }),
		escrow: {
			get: async (name) => {
				check();
				const text = await escrow.get(place, name);
				if (text !== undefined) used.add(name);
				return text;
			},
			fromFiles: async (name) => {
				check();
				const texts = await escrow.fromFiles(place, name);
				if (texts.length > 0) used.add(name);
				return texts;
			},
			put: async (name, text) => {
				check();
				used.add(name);
				await escrow.keep(
					place,
					{
						name,
						text,
						asOfS: provedS > 0 ? provedS : headS(),
						says: "Kept for an exit that is under way.",
						checked: true,
					},
					clock.nowMs(),
				);
			},
		},
		order: parts.order,
	};
};
