// Several endpoints for one thing: the first answer that passes its check wins, a liar is set aside and named. It must
// not know what is asked of them.

import { asFault, type Fault, isOurs } from "../base/fault.ts";

export type Member<C> = { readonly name: string; readonly client: C };

export type MemberStanding = {
	readonly name: string;
	/** Why it is asked no more, or null. */
	readonly aside: Fault | null;
	/** What went wrong last, or null since its last good answer. */
	readonly last: Fault | null;
};

export type Pool<C> = {
	readonly standings: () => readonly MemberStanding[];
	/** The members that are asked, best first. */
	readonly active: () => readonly Member<C>[];
	/**
	 * The result of `work` with the first member with which it passes. `work` both asks and checks: the fault it throws
	 * is its member's. One that is malformed or disproved puts the member aside for good; one that is unavailable or
	 * unproven puts it last.
	 * @throws the most telling fault when nobody is left; unreachable when there was nobody.
	 */
	readonly first: <T>(work: (member: Member<C>) => Promise<T>) => Promise<T>;
	/** The results of `work` with all members at once, of those with which it passes. Faults are kept as above. @throws too-many when nobody answered and our own limit was met */
	readonly all: <T>(
		work: (member: Member<C>) => Promise<T>,
	) => Promise<readonly T[]>;
	/**
	 * Asks all members at once and gives the first result that passes; the others go on until `grace` is over, and
	 * then alone, and their faults are kept as they come.
	 * @throws like `first`
	 */
	readonly any: <T>(
		work: (member: Member<C>) => Promise<T>,
		grace: () => Promise<void>,
	) => Promise<T>;
	/** Keeps a fault found later against a member by its name, as if `work` had thrown it. */
	readonly blame: (name: string, thrown: unknown) => Fault;
	/** Keeps a fault to show, and goes on asking the member: when it may not be the member's doing. */
	readonly note: (name: string, thrown: unknown) => Fault;
	/** Asks a member again that was set aside: the user's word. */
	readonly forgive: (name: string) => void;
};

export type SharedPool<C> = Pool<C> & {
	/**
	 * The same members as another sees them, who has clients of his own: standings and order are shared. A client is made
	 * when it is first asked.
	 */
	readonly through: (client: (member: Member<C>) => C) => Pool<C>;
};

const isLie = (fault: Fault): boolean =>
	fault.kind === "malformed" || fault.kind === "disproved";

/** A lie tells more than silence, and "not yet" more than "no connection". */
const weight = (fault: Fault): number =>
	isOurs(fault) ? 4 : isLie(fault) ? 3 : fault.kind === "unavailable" ? 1 : 2;

/** @param nobody what to throw when no member is left to ask. */
export const openPool = <C>(
	members: readonly Member<C>[],
	nobody: () => Fault,
): SharedPool<C> =>
	poolOf(
		{ members, order: members, aside: new Map(), last: new Map() },
		(member) => member,
		nobody,
	);

/** What all who ask the same members know of them. */
type MemberRecord<C> = {
	readonly members: readonly Member<C>[];
	order: readonly Member<C>[];
	readonly aside: Map<string, Fault>;
	readonly last: Map<string, Fault>;
};

/** Who is asked, and how their faults are kept. */
const standingsOf = <C>(
	records: MemberRecord<C>,
	seen: (member: Member<C>) => Member<C>,
	nobody: () => Fault,
) => {
	const { aside, last } = records;
	const blame = (name: string, thrown: unknown): Fault => {
		const fault = asFault(thrown, name);
		// A fault about somebody else's bytes, or ours, is not this member's.
		if (fault.source !== name || isOurs(fault)) return fault;
		last.set(name, fault);
		if (isLie(fault)) aside.set(name, fault);
		else
			records.order = [
				...records.order.filter((member) => member.name !== name),
				...records.order.filter((member) => member.name === name),
			];
		return fault;
	};

	const note = (name: string, thrown: unknown): Fault => {
		const fault = asFault(thrown, name);
		if (!isOurs(fault)) last.set(name, fault);
		return fault;
	};

	const active = (): readonly Member<C>[] =>
		records.order.filter(({ name }) => !aside.has(name)).map(seen);

	const heaviest = (faults: readonly Fault[]): Fault => {
		const [first = nobody(), ...others] =
			faults.length > 0 ? faults : [...aside.values()];
		return others.reduce(
			(most, fault) => (weight(fault) > weight(most) ? fault : most),
			first,
		);
	};

	/** It has answered well. */
	const clear = (name: string): void => {
		last.delete(name);
	};

	/** @throws what it failed with, blamed on the member where it is to blame */
	const tried = async <T>(
		member: Member<C>,
		work: (member: Member<C>) => Promise<T>,
	): Promise<T> => {
		try {
			const result = await work(member);
			clear(member.name);
			return result;
		} catch (thrown) {
			throw blame(member.name, thrown);
		}
	};
	return { blame, note, active, heaviest, clear, tried };
};

/** The three ways to ask: one after the other, all for the first answer, all for every answer. */
const askingOf = <C>({
	active,
	blame,
	heaviest,
	clear,
	tried,
}: ReturnType<typeof standingsOf<C>>): Pick<
	Pool<C>,
	"first" | "any" | "all"
> => ({
	first: async (work) => {
		const faults: Fault[] = [];
		for (const member of active()) {
			try {
				return await tried(member, work);
			} catch (thrown) {
				const fault = asFault(thrown);
				if (isOurs(fault)) throw fault;
				faults.push(fault);
			}
		}
		throw heaviest(faults);
	},
	any: async (work, grace) => {
		const faults: Fault[] = [];
		const tries = active().map(async (member) => {
			try {
				return await tried(member, work);
			} catch (thrown) {
				const fault = asFault(thrown);
				faults.push(fault);
				throw fault;
			}
		});
		let first: Awaited<(typeof tries)[number]>;
		try {
			first = await Promise.any(tries);
		} catch {
			throw heaviest(faults);
		}
		await Promise.race([Promise.allSettled(tries), grace()]);
		return first;
	},
	all: async (work) => {
		const asked = active();
		const settled = await Promise.allSettled(
			asked.map((member) => work(member)),
		);
		let busy: Fault | null = null;
		const results = settled.flatMap((result, i) => {
			const name = asked[i]?.name ?? "";
			if (result.status === "fulfilled") {
				clear(name);
				return [result.value];
			}
			const fault = blame(name, result.reason);
			if (fault.kind === "internal") throw fault;
			if (fault.kind === "busy") busy = fault;
			return [];
		});
		// our own limit is no answer: nobody was asked
		if (busy !== null && results.length === 0) throw busy;
		return results;
	},
});

const poolOf = <C>(
	records: MemberRecord<C>,
	seen: (member: Member<C>) => Member<C>,
	nobody: () => Fault,
): SharedPool<C> => {
	const { members, aside, last } = records;
	const standings = standingsOf(records, seen, nobody);
	const { active, blame, note } = standings;

	return {
		active,
		blame,
		note,
		standings: () =>
			members.map(({ name }) => ({
				name,
				aside: aside.get(name) ?? null,
				last: last.get(name) ?? null,
			})),
		through: (client) => {
			const own = new Map<string, Member<C>>();
			return poolOf(
				records,
				(member) => {
					const known = own.get(member.name);
					if (known !== undefined) return known;
					const made = { name: member.name, client: client(member) };
					own.set(member.name, made);
					return made;
				},
				nobody,
			);
		},
		...askingOf(standings),
		forgive: (name) => {
			aside.delete(name);
			last.delete(name);
		},
	};
};
