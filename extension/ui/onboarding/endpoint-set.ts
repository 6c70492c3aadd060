// The set of endpoints on one look: what is suggested, what was chosen before and what the person adds, with a tick each and
// what a test just gave. What they are, without what they look like.

import { useEffect, useState } from "preact/hooks";
import type { EndpointTrial } from "../../../src/protocol/endpoint-trial.ts";
import type { Suggestion } from "../../../src/protocol/suggested.ts";
import type { ChainView, WalletView } from "../../../src/protocol/views.ts";
import { askHosts, endpointName, urlFault } from "../host.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";

export const setRoles = ["beacon", "execution", "checkpoint"] as const;
export type SetRole = (typeof setRoles)[number];

export type SetRow = {
	readonly role: SetRole;
	readonly name: string;
	readonly url: string;
	/** Null of one that a person typed. */
	readonly suggested: Suggestion | null;
	readonly isTicked: boolean;
	readonly trial: EndpointTrial | "runs" | null;
};

/** Tells two rows of a set apart: one URL in one role is one endpoint. */
export const keyOf = ({ role, url }: Pick<SetRow, "role" | "url">): string =>
	`${role} ${new URL(url).href}`;

const isSame = (
	one: Pick<SetRow, "role" | "url">,
	other: Pick<SetRow, "role" | "url">,
): boolean => keyOf(one) === keyOf(other);

/** What was chosen stays chosen; where nothing was, what is suggested first is ticked. */
export const rowsOf = (
	suggested: readonly Suggestion[],
	chosen: WalletView["endpoints"],
): readonly SetRow[] => {
	const own = chosen.flatMap(({ role, name, url }) =>
		role === "relay" || urlFault(url) !== null ? [] : [{ role, name, url }],
	);
	const isFresh = own.length === 0;
	return [
		...own
			.filter((one) => !suggested.some((other) => isSame(one, other)))
			.map((one) => ({
				...one,
				suggested: null,
				isTicked: true,
				trial: null,
			})),
		...suggested.map((one) => ({
			...{ role: one.role, name: one.name, url: one.url },
			suggested: one,
			isTicked: isFresh ? one.first : own.some((other) => isSame(one, other)),
			trial: null,
		})),
	];
};

/** Two of one role under one name would be taken for one. */
export const freeName = (
	rows: readonly Pick<SetRow, "role" | "name">[],
	role: SetRole,
	wanted: string,
): string => {
	const taken = (name: string): boolean =>
		rows.some((row) => row.role === role && row.name === name);
	const base = endpointName(wanted).slice(0, 54);
	for (let n = 2; n < 40; n++) {
		const name = n === 2 ? base : `${base} ${n - 1}`;
		if (!taken(name)) return name;
	}
	return base;
};

export const ticked = (rows: readonly SetRow[]): readonly SetRow[] =>
	rows.filter(({ isTicked }) => isTicked);

/** Why the ticked ones cannot be gone on with, in a sentence; null when they can. */
export const missingOf = (rows: readonly SetRow[]): string | null => {
	const has = (role: SetRole): boolean =>
		ticked(rows).some((row) => row.role === role);
	if (!has("beacon") && !has("execution"))
		return say().endpoints.tickOneForSignedHeadersAnd;
	if (!has("beacon")) return say().endpoints.tickOneForSignedHeadersAt;
	return has("execution") ? null : say().endpoints.tickOneForAccountsAtLeast;
};

/** How many can name a starting point: three that agree are needed, else the person brings one. */
export const startersOf = (rows: readonly SetRow[]): number =>
	ticked(rows).filter(({ role }) => role !== "execution").length;

const isGood = ({ trial }: SetRow): boolean =>
	trial !== null && trial !== "runs" && trial.verdict !== "bad";

const useRows = (chain: ChainView | undefined) => {
	const { wallet, view } = useShared();
	const [rows, setRows] = useState<readonly SetRow[] | null>(null);
	const [isUnlisted, setUnlisted] = useState(false);
	const listing = useWork();
	const { run } = listing;
	const chainId = chain?.chainId;
	useEffect(() => {
		if (chainId === undefined) return;
		setRows(null);
		void run(async () => {
			const suggested = await wallet.engine("endpoints.suggested", undefined);
			setUnlisted(suggested.length === 0);
			setRows(
				rowsOf(
					suggested,
					view.endpoints.filter((one) => one.chainId === chainId),
				),
			);
		});
		// what is chosen later is chosen here
	}, [wallet, chainId, run]);
	const change = (
		which: (row: SetRow) => boolean,
		next: Partial<SetRow>,
	): void =>
		setRows(
			(now) =>
				now?.map((row) => (which(row) ? { ...row, ...next } : row)) ?? null,
		);

	const tick = (row: SetRow, isTicked: boolean): void =>
		change((one) => isSame(one, row), { isTicked });
	/** A row that a person typed, in the place of another one or a new one. */
	const put = (
		added: Pick<SetRow, "role" | "name" | "url">,
		instead: SetRow | null,
	): void =>
		setRows((now) => {
			const row = { ...added, suggested: null, isTicked: true, trial: null };
			const others = (now ?? []).filter(
				(one) => instead === null || !isSame(one, instead),
			);
			return [row, ...others];
		});
	const remove = (row: SetRow): void =>
		setRows((now) => now?.filter((one) => !isSame(one, row)) ?? null);
	return { rows: rows ?? [], isUnlisted, listing, change, tick, put, remove };
};

/**
 * The set of the network's L1, and all that can be done with it.
 * @param onNext called when every ticked one answered as it should and the set is kept
 */
export const useEndpointSet = (
	chain: ChainView | undefined,
	onNext: () => void,
) => {
	const { wallet, refresh } = useShared();
	const { rows, isUnlisted, listing, change, tick, put, remove } =
		useRows(chain);
	const working = useWork();

	/** @returns it with what the test gave */
	const tryOne = async (row: SetRow): Promise<SetRow> => {
		change((one) => isSame(one, row), { trial: "runs" });
		let trial: EndpointTrial | null = null;
		try {
			trial = await wallet.engine("endpoints.test", {
				chainId: chain?.chainId ?? 1,
				role: row.role,
				url: row.url,
			});
		} finally {
			const isTicked = row.isTicked && trial?.verdict !== "bad";
			change((one) => isSame(one, row), { trial, isTicked });
		}
		return { ...row, trial, isTicked: trial.verdict !== "bad" };
	};

	const keep = async (all: readonly SetRow[]): Promise<void> => {
		if (chain === undefined) return;
		const of = (role: SetRole) =>
			ticked(all)
				.filter((row) => row.role === role)
				.map(({ name, url }) => ({ name, url }));
		await wallet.engine("endpoints.set", {
			chainId: chain.chainId,
			beacon: of("beacon"),
			execution: of("execution"),
			relay: [],
			checkpoint: of("checkpoint"),
		});
		await refresh();
	};

	return {
		rows,
		/** Nothing is suggested for this network: it came from a file. */
		isUnlisted,
		listing,
		working,
		tick,
		put,
		remove,
		retry: (row: SetRow) => {
			// The question to the browser has to come first, while the click still counts.
			const asked = askHosts([row.url]);
			void working.run(async () => {
				await asked;
				await tryOne({ ...row, isTicked: true });
			});
		},
		stop: () => void wallet.engine("endpoints.stopTests", undefined),
		/** Asks those that were not tried yet, all side by side, and goes on where each of them answered as it should. */
		go: () => {
			const chosen = ticked(rows);
			const fresh = chosen.filter((row) => !isGood(row));
			const asked = askHosts(chosen.map(({ url }) => url));
			void working.run(async () => {
				await asked;
				const found = await Promise.all(fresh.map(tryOne));
				if (found.some(({ trial }) => trial === null || !isWhole(trial)))
					return;
				await keep(chosen);
				onNext();
			});
		},
	};
};
export type EndpointSet = ReturnType<typeof useEndpointSet>;

/** One that works only in part is shown before anything rests on it. */
const isWhole = (trial: EndpointTrial | "runs"): boolean =>
	trial !== "runs" && trial.verdict === "good";
