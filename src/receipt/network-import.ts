// Which network files may stand beside each other and beside this release. Asked by the signer when a person accepts one,
// and by the engine, which follows what was accepted. A chain is told apart by its id when it is signed for, and by its
// title when a person reads of it: both belong to one chain alone.

import { Fault } from "../base/fault.ts";
import { looksLike } from "../base/symbol.ts";
import { unseenAt } from "../base/text.ts";
import {
	isOfRelease,
	isShipped,
	type NetworkFile,
	type Release,
	release,
} from "./networks.ts";

type Chain = {
	readonly title: string;
	readonly chainId: number | null;
};

const refused = (why: string): Fault => new Fault("network-refused", why);

const chainsOf = ({ l1, rollups, watched = [] }: NetworkFile): Chain[] => [
	l1,
	...rollups,
	...watched,
];

/** @throws network-refused where a text of it holds what nobody can see */
export const checkTexts = (file: unknown): void => {
	const path = unseenAt(file);
	if (path !== null)
		throw refused(`"${path}" holds characters that nobody can see`);
};

/**
 * Titles are plain ASCII. Letters of other scripts are drawn as Latin ones are, and no list of them is whole; that one
 * title does not look like another can be held for ASCII alone.
 */
const plain = /^[ -~]+$/;

const checkTitle = ({ title }: Chain): void => {
	if (!plain.test(title))
		throw refused(`the title "${title}" has letters or signs outside ASCII`);
};

/** Pairs of small letters that stand together as another one. */
const folded = (title: string): string =>
	title
		.toLowerCase()
		.replaceAll("rn", "m")
		.replaceAll("vv", "w")
		.replaceAll("cl", "d");

const isLike = (one: string, other: string): boolean =>
	looksLike(one, other) || looksLike(folded(one), folded(other));

const wordsOf = (title: string): readonly string[] =>
	title.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");

/** "Ethereum Mainnet" is read as Ethereum's: a shipped title among a title's words is that one's alone. */
const checkWords = ({ title }: Chain, other: Chain): void => {
	const words = wordsOf(title);
	const { length } = wordsOf(other.title);
	for (let i = 0; length > 0 && i + length <= words.length; i++)
		if (isLike(words.slice(i, i + length).join(""), other.title))
			throw refused(
				`the title "${title}" names "${other.title}", of this release`,
			);
};

const checkOwn = (chain: Chain, other: Chain, of: string): void => {
	if (chain.chainId !== null && chain.chainId === other.chainId)
		throw refused(
			`"${chain.title}" has the chain id ${chain.chainId} of "${other.title}", ${of}`,
		);
	if (isLike(chain.title, other.title))
		throw refused(
			`the title "${chain.title}" looks like "${other.title}", ${of}`,
		);
};

/** A file on a network of the release brings other profiles for rollups that ship, and nothing else. */
const checkInstead = (file: NetworkFile, of: Release): void => {
	const { l1, rollups, watched = [] } = file;
	const by = `"${l1.name}" is shipped: it changes by release alone`;
	if (!isOfRelease(l1, of)) throw refused(by);
	if (rollups.length === 0) throw refused(by);
	for (const profile of rollups)
		if (!isShipped(profile, of))
			throw refused(
				`"${profile.name}" (${profile.chainId}) is no rollup of this release: ${by}`,
			);
	for (const { name } of watched) throw refused(`"${name}": ${by}`);
};

/**
 * True when it returns: the file may be taken beside the others. No id and no title of its chains is another's; on a network
 * of the release it replaces profiles that ship, under their own id, name and L1, and does nothing else.
 * @param others the files that are there already; one of the same L1's name is replaced and does not count
 * @throws network-refused
 */
export const checkImport = (
	file: NetworkFile,
	others: readonly NetworkFile[],
	of: Release = release,
): void => {
	checkTexts(file);
	for (const chain of chainsOf(file)) checkTitle(chain);
	const isNamed = of.networks.some(({ name }) => name === file.l1.name);
	if (isNamed) checkInstead(file, of);
	// What replaces something that ships has its id and its title by right.
	const own = isNamed ? [...file.rollups] : chainsOf(file);
	for (const [i, chain] of own.entries()) {
		for (const other of own.slice(i + 1))
			checkOwn(other, chain, "of this file");
		const shipped = of.rollups.filter(
			({ chainId }) => !isNamed || chainId !== chain.chainId,
		);
		for (const other of [...of.networks, ...shipped]) {
			checkOwn(chain, other, "of this release");
			// what replaces a shipped profile keeps its own title, which may name its L1
			if (!isNamed) checkWords(chain, other);
		}
	}
	for (const beside of others) {
		if (beside.l1.name === file.l1.name) continue;
		for (const chain of own)
			for (const other of chainsOf(beside))
				checkOwn(chain, other, `of the file "${beside.l1.title}"`);
	}
};

/** Those that may stand beside each other, of several in the order they came: what collides with an earlier one is left out. */
export const besideEachOther = (
	files: readonly NetworkFile[],
	of: Release = release,
): readonly NetworkFile[] => {
	const taken: NetworkFile[] = [];
	for (const file of files) {
		try {
			if (taken.some(({ l1 }) => l1.name === file.l1.name)) continue;
			checkImport(file, taken, of);
			taken.push(file);
		} catch (thrown) {
			if (!(thrown instanceof Fault)) throw thrown;
		}
	}
	return taken;
};
