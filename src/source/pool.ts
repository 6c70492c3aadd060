// Several endpoints for one thing: the first answer that passes its check wins, a liar is put aside and named. It must
// not know what is asked of them.

import { asFault, type Fault } from "../base/fault.ts";

export type Member<C> = { readonly name: string; readonly client: C };

export type Standing = {
	readonly name: string;
	/** Why it is asked no more, or null. */
	readonly aside: Fault | null;
	/** What went wrong last, or null since its last good answer. */
	readonly last: Fault | null;
};

export type Pool<C> = {
	readonly standings: () => readonly Standing[];
	/** The members that are asked, best first. */
	readonly active: () => readonly Member<C>[];
	/**
	 * The result of `work` with the first member with which it passes. `work` both asks and checks: the fault it throws
	 * is its member's. One that is malformed or disproved puts the member aside for good; one that is unavailable or
	 * unproven puts it last.
	 * @throws the most telling fault when nobody is left; unreachable when there was nobody.
	 */
	readonly first: <T>(work: (member: Member<C>) => Promise<T>) => Promise<T>;
	/** The results of `work` with all members at once, of those with which it passes. Faults are kept as above. */
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
	/** Asks a member again that was put aside: the user's word. */
	readonly forgive: (name: string) => void;
};

const isLie = (fault: Fault): boolean =>
	fault.kind === "malformed" || fault.kind === "disproved";

/** A lie tells more than silence, and "not yet" more than "no connection". */
const weight = (fault: Fault): number =>
	fault.kind === "internal" || fault.code === "cancelled"
		? 4
		: isLie(fault)
			? 3
			: fault.kind === "unavailable"
				? 1
				: 2;

/** @param nobody what to throw when no member is left to ask. */
export const openPool = <C>(
	members: readonly Member<C>[],
	nobody: () => Fault,
): Pool<C> => {
	let order = [...members];
	const aside = new Map<string, Fault>();
	const last = new Map<string, Fault>();

	const blame = (name: string, thrown: unknown): Fault => {
		const fault = asFault(thrown, name);
		// A fault about somebody else's bytes, or ours, is not this member's.
		if (fault.source !== name || fault.kind === "internal") return fault;
		if (fault.code === "cancelled") return fault;
		last.set(name, fault);
		if (isLie(fault)) aside.set(name, fault);
		else
			order = [
				...order.filter((member) => member.name !== name),
				...order.filter((member) => member.name === name),
			];
		return fault;
	};
	const note = (name: string, thrown: unknown): Fault => {
		const fault = asFault(thrown, name);
		last.set(name, fault);
		return fault;
	};
	const active = (): readonly Member<C>[] =>
		order.filter(({ name }) => !aside.has(name));
	const heaviest = (faults: readonly Fault[]): Fault => {
		const [first = nobody(), ...others] =
			faults.length > 0 ? faults : [...aside.values()];
		return others.reduce(
			(most, fault) => (weight(fault) > weight(most) ? fault : most),
			first,
		);
	};

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
		forgive: (name) => {
			aside.delete(name);
			last.delete(name);
		},
		first: async (work) => {
			const faults: Fault[] = [];
			for (const member of active()) {
				try {
					const result = await work(member);
					last.delete(member.name);
					return result;
				} catch (thrown) {
					const fault = blame(member.name, thrown);
					if (fault.kind === "internal" || fault.code === "cancelled")
						throw fault;
					faults.push(fault);
				}
			}
			throw heaviest(faults);
		},
		any: async (work, grace) => {
			const faults: Fault[] = [];
			const tries = active().map(async (member) => {
				try {
					const result = await work(member);
					last.delete(member.name);
					return result;
				} catch (thrown) {
					const fault = blame(member.name, thrown);
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
			return settled.flatMap((result, i) => {
				const name = asked[i]?.name ?? "";
				if (result.status === "fulfilled") {
					last.delete(name);
					return [result.value];
				}
				const fault = blame(name, result.reason);
				if (fault.kind === "internal") throw fault;
				return [];
			});
		},
	};
};
