// The set of endpoints on one look: what is suggested, what was chosen before and what the person adds, with a tick each and
// what a test just gave. What they are, without what they look like.

import { useEffect, useState } from "preact/hooks";
import type { EndpointTrial } from "../../../src/protocol/endpoint-trial.ts";
import type { Suggestion } from "../../../src/protocol/suggested.ts";
import type { WalletView } from "../../../src/protocol/views.ts";
import { askHosts, endpointName, urlFault } from "../host.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";

export const setRoles = ["beacon", "execution", "checkpoint"] as const;
export type SetRole = (typeof setRoles)[number];

/** A chain of the set: Ethereum, or a layer 2 that may be switched on with it. */
export type SetChain = {
	readonly chainId: number;
	readonly kind: "l1" | "rollup";
	/** Is what is suggested first ticked, where nothing was chosen? */
	readonly isWanted: boolean;
};

export type SetRow = {
	readonly chainId: number;
	readonly role: SetRole;
	readonly name: string;
	readonly url: string;
	/** Null of one that a person typed. */
	readonly suggested: Suggestion | null;
	readonly isTicked: boolean;
	readonly trial: EndpointTrial | "runs" | null;
};

type RowName = Pick<SetRow, "chainId" | "role" | "url">;

/** Tells two rows of a set apart: one URL in one role of one chain is one endpoint. */
export const keyOf = ({ chainId, role, url }: RowName): string =>
	`${chainId} ${role} ${new URL(url).href}`;

const isSame = (one: RowName, other: RowName): boolean =>
	keyOf(one) === keyOf(other);

/** What was chosen stays chosen; where nothing was, what is suggested first is ticked. */
export const rowsOf = (
	{ chainId, isWanted }: SetChain,
	allSuggested: readonly Suggestion[],
	chosen: WalletView["endpoints"],
): readonly SetRow[] => {
	const suggested = allSuggested.filter((one) => one.chainId === chainId);
	const own = chosen.flatMap((one) =>
		one.chainId !== chainId ||
		one.role === "relay" ||
		urlFault(one.url) !== null
			? []
			: [{ chainId, role: one.role, name: one.name, url: one.url }],
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
			...{ chainId, role: one.role, name: one.name, url: one.url },
			suggested: one,
			isTicked: isFresh
				? isWanted && one.first
				: own.some((other) => isSame(one, other)),
			trial: null,
		})),
	];
};

/** Two of one role under one name would be taken for one. */
export const freeName = (
	rows: readonly Pick<SetRow, "chainId" | "role" | "name">[],
	{ chainId, role }: Pick<SetRow, "chainId" | "role">,
	wanted: string,
): string => {
	const taken = (name: string): boolean =>
		rows.some(
			(row) =>
				row.chainId === chainId && row.role === role && row.name === name,
		);
	const base = endpointName(wanted).slice(0, 54);
	for (let n = 2; n < 40; n++) {
		const name = n === 2 ? base : `${base} ${n - 1}`;
		if (!taken(name)) return name;
	}
	return base;
};

export const ticked = (rows: readonly SetRow[]): readonly SetRow[] =>
	rows.filter(({ isTicked }) => isTicked);

/** Of Ethereum: why the ticked ones cannot be gone on with, in a sentence; null when they can. */
export const missingOf = (
	rows: readonly SetRow[],
	chainId: number,
): string | null => {
	const has = (role: SetRole): boolean =>
		ticked(rows).some((row) => row.chainId === chainId && row.role === role);
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

const useRows = (chains: readonly SetChain[]) => {
	const { wallet, view } = useShared();
	const [rows, setRows] = useState<readonly SetRow[] | null>(null);
	const [isUnlisted, setUnlisted] = useState(false);
	const listing = useWork();
	const { run } = listing;
	const which = chains.map(({ chainId }) => chainId).join(" ");
	useEffect(() => {
		setRows(null);
		void run(async () => {
			const suggested = await wallet.engine("endpoints.suggested", undefined);
			const [first] = chains;
			setUnlisted(suggested.every(({ chainId }) => chainId !== first?.chainId));
			setRows(
				chains.flatMap((chain) => rowsOf(chain, suggested, view.endpoints)),
			);
		});
		// what is chosen later is chosen here
	}, [wallet, which, run]);
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
		added: Pick<SetRow, "chainId" | "role" | "name" | "url">,
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

/** A chain's ticked ones as the engine takes them. */
const listsOf = (rows: readonly SetRow[], chainId: number) => {
	const of = (role: SetRole) =>
		ticked(rows)
			.filter((row) => row.chainId === chainId && row.role === role)
			.map(({ name, url }) => ({ name, url }));
	return {
		chainId,
		beacon: of("beacon"),
		execution: of("execution"),
		checkpoint: of("checkpoint"),
	};
};

/** Keeps what is ticked, chain by chain. */
const useKeep = (chains: readonly SetChain[]) => {
	const { wallet, view, refresh } = useShared();
	return async (all: readonly SetRow[]): Promise<void> => {
		for (const { chainId, kind } of chains) {
			const before = view.endpoints.filter((one) => one.chainId === chainId);
			const { checkpoint, ...lists } = listsOf(all, chainId);
			// of a layer 2 that is off and stays off nothing is kept
			if (kind === "rollup" && before.length + lists.execution.length === 0)
				continue;
			const relay = before
				.filter(({ role }) => role === "relay")
				.map(({ name, url }) => ({ name, url }));
			await wallet.engine("endpoints.set", {
				...lists,
				relay: kind === "l1" ? [] : relay,
				...(kind === "l1" && { checkpoint }),
			});
		}
		await refresh();
	};
};

/**
 * The set of these chains, and all that can be done with it. A layer 2 is switched on by an endpoint and off without one.
 * @param chains the first one is what the set is for
 * @param onNext called when every ticked one answered as it should and the set is kept
 */
export const useEndpointSet = (
	chains: readonly SetChain[],
	onNext: () => void,
) => {
	const { wallet } = useShared();
	const { rows, isUnlisted, listing, change, tick, put, remove } =
		useRows(chains);
	const working = useWork();

	/** @returns it with what the test gave */
	const tryOne = async (row: SetRow): Promise<SetRow> => {
		change((one) => isSame(one, row), { trial: "runs" });
		let trial: EndpointTrial | null = null;
		try {
			trial = await wallet.engine("endpoints.test", {
				chainId: row.chainId,
				role: row.role,
				url: row.url,
			});
		} finally {
			const isTicked = row.isTicked && trial?.verdict !== "bad";
			change((one) => isSame(one, row), { trial, isTicked });
		}
		return { ...row, trial, isTicked: trial.verdict !== "bad" };
	};

	const keep = useKeep(chains);

	return {
		rows,
		/** The chain it is for. */
		chainId: chains[0]?.chainId ?? 1,
		/** Nothing is suggested for that one: it came from a file. */
		isUnlisted,
		listing,
		working,
		tick,
		/** A layer 2 is wanted, or not: what is suggested first is ticked, or all of it unticked. */
		want: (chainId: number, isWanted: boolean): void => {
			for (const row of rows)
				if (row.chainId === chainId)
					tick(row, isWanted && (row.suggested?.first ?? true));
		},
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
