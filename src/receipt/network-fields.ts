// What the fields of a network file are about, what moves money first, and how a person reads them.

import { lastS, utcWords } from "../base/time.ts";
import { formatUnits } from "../base/units.ts";

/** In the order in which they are shown. What no rule here names comes first: a field nobody thought of is the one to see. */
export const subjects = [
	"unnamed",
	"chain",
	"contracts",
	"programs",
	"rules",
	"slots",
	"policy",
	"delays",
	"upgrades",
	"watch",
	"tokens",
	"words",
] as const;
export type Subject = (typeof subjects)[number];

export const subjectWords: { readonly [subject in Subject]: string } = {
	unnamed: "Fields this release has no words for",
	chain: "Which chain it is",
	contracts: "Contracts, and the code they run",
	programs: "Programs and keys by which proofs are checked",
	rules: "Rules of Ethereum there",
	slots: "Where values lie in contracts",
	policy: "What is believed, and how old it may be",
	delays: "Delays, deadlines and bonds",
	upgrades: "Who can change the contracts",
	watch: "When it is called late",
	tokens: "Coins and tokens",
	words: "Names and words on screen",
};

/** By a field of the chain, the longest path first that fits. */
const fields: readonly (readonly [path: string, subject: Subject])[] = [
	["title", "words"],
	["explorer", "words"],
	["warning", "words"],
	["coin", "tokens"],
	["tokens", "tokens"],
	["exit.tokens", "tokens"],
	["exit.erc20.tokens", "tokens"],
	["kind", "chain"],
	["name", "chain"],
	["chainId", "chain"],
	["l1", "chain"],
	["l1ChainId", "chain"],
	["family", "chain"],
	// the order of a file's chains
	["rollups", "chain"],
	["watched", "chain"],
	["test", "chain"],
	["contracts", "contracts"],
	["diamond", "contracts"],
	["facetSets", "contracts"],
	["game", "contracts"],
	["messagePasser", "contracts"],
	["exit.contracts", "contracts"],
	["exit.standardBridge", "contracts"],
	["exit.crossDomainMessenger", "contracts"],
	["exit.batchInbox", "contracts"],
	["exit.l2", "contracts"],
	["exit.erc20", "contracts"],
	["batcher", "contracts"],
	["program", "programs"],
	["verifiers", "programs"],
	["prover", "programs"],
	["anchor", "programs"],
	["handovers", "programs"],
	["depth", "programs"],
	["operationsPerBatch", "programs"],
	["vm", "programs"],
	["preset", "rules"],
	["genesisTimeS", "rules"],
	["genesisValidatorsRoot", "rules"],
	["secondsPerSlot", "rules"],
	["forks", "rules"],
	["blobSchedule", "rules"],
	["slots", "slots"],
	["exit.slots", "slots"],
	["exit.erc20.tokenMapping", "slots"],
	["firstBlock", "slots"],
	["blocksLookedBack", "slots"],
	["places", "slots"],
	["policy", "policy"],
	["unchallengedForS", "policy"],
	["gamesLookedAt", "policy"],
	["maxCheckpointAgeS", "policy"],
	["blockTimeS", "delays"],
	["deadlineS", "delays"],
	["exit.proofMaturityS", "delays"],
	["exit.gameClockS", "delays"],
	["exit.gameFinalityS", "delays"],
	["exit.sequencingWindow", "delays"],
	["exit.maxDriftS", "delays"],
	["exit.initBondWei", "delays"],
	["exit.bondDelayS", "delays"],
	["governance", "upgrades"],
	["upgrade", "upgrades"],
	["watch", "watch"],
];
const byLength = [...fields].sort(([a], [b]) => b.length - a.length);

/** @param path of the field in its chain, the names between dots */
export const subjectOf = (path: string): Subject =>
	byLength.find(([one]) => path === one || path.startsWith(`${one}.`))?.[1] ??
	"unnamed";

const terms: { readonly [name: string]: string } = {
	chainId: "chain id",
	codeHash: "hash of its code",
	implementation: "contract behind the proxy",
	implementationCodeHash: "hash of the code behind the proxy",
	l1: "on L1",
	l1ChainId: "chain id of its L1",
	l2: "on L2",
	vm: "virtual machine",
	place: "place in the list",
	who: "who stands behind a root",
	ic: "points of the inputs",
	test: "test network, worthless coins",
};

const unitOf = (name: string): readonly [stem: string, unit: string] => {
	if (/[a-z]S$/.test(name)) return [name.slice(0, -1), ", in seconds"];
	if (/[a-z]Wei$/.test(name)) return [name.slice(0, -3), ", in wei"];
	return [name, ""];
};

/** Nothing is rounded: two spans that differ are never said alike. */
const spanWords = (seconds: number): string =>
	[
		[Math.floor(seconds / 86_400), "d"],
		[Math.floor(seconds / 3600) % 24, "h"],
		[Math.floor(seconds / 60) % 60, "min"],
		[seconds % 60, "s"],
	]
		.flatMap(([count, unit]) => (count === 0 ? [] : [`${count} ${unit}`]))
		.join(" ");

/** Seconds from here on are a moment and no span: 2001. */
const firstMomentS = 1_000_000_000;

/**
 * A number with a unit, of the field of that name, exact and as a person reads it: "604800 (7 d)", "1700000000 (2023-11-14
 * 22:13:20 UTC)", "80000000000000000 (0.08 ether)". Null for any other value.
 */
export const numberWords = (name: string, value: unknown): string | null => {
	const [, unit] = unitOf(name);
	if (unit === ", in wei")
		return typeof value === "string" && /^\d{1,40}$/.test(value)
			? `${value} (${formatUnits(BigInt(value), 18)} ether)`
			: null;
	if (unit !== ", in seconds" || typeof value !== "number" || value < 60)
		return null;
	if (value < firstMomentS) return `${value} (${spanWords(value)})`;
	return value > lastS ? null : `${value} (${utcWords(value)})`;
};

const termOf = (name: string): string => {
	const term = Object.hasOwn(terms, name) ? terms[name] : undefined;
	if (term !== undefined) return term;
	// Names out of the file itself, addresses and numbers stay as they are.
	if (!/^[a-z][a-zA-Z]*[0-9]*$/.test(name)) return name;
	const [stem, unit] = unitOf(name);
	const words = stem
		.replace(/([a-z0-9])([A-Z])/g, "$1 $2")
		.replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
		.toLowerCase();
	return `${words}${unit}`;
};

/** "system config, hash of its code" for the names ["contracts", "systemConfig", "codeHash"]. */
export const fieldWords = (names: readonly string[]): string => {
	// What a group is headed by is not said again on each of its lines.
	const rest =
		names.length > 1 && names[0] === "contracts" ? names.slice(1) : names;
	return rest.map(termOf).join(", ");
};
