// `sextant profiles`: what is wrong with profile files, what is known of the chains in them, what an import of a newer one would
// change, and whether L1 bears out what they say of its contracts.

import { parseArgs } from "node:util";
import { Fault } from "../base/fault.ts";
import type { HandoverPin } from "../l1/handover-pin.ts";
import type { L1Network } from "../l1/network.ts";
import { kindOf, pinnedOf, profileId } from "../l2/checks.ts";
import type { Watchable as WatchedProfile } from "../l2/kind.ts";
import type { RollupProfile } from "../l2/profile.ts";
import { reviewLines, reviewNetwork } from "../receipt/network-review.ts";
import { type Release, release } from "../receipt/networks.ts";
import {
	type Finding,
	reviewSource,
	reviewTogether,
	reviewValues,
} from "../receipt/review.ts";
import { webClock } from "../web/clock.ts";
import { openFetch } from "../web/fetch.ts";
import { draft } from "./draft.ts";
import { openKernel } from "./kernel.ts";
import { endpoints, hexOption, readNetworkFile, readText } from "./options.ts";
import type { L1Asked, L1Outside } from "./over-l1.ts";
import { say, tell } from "./print.ts";
import { prove } from "./prove.ts";

const days = (seconds: number): string =>
	seconds % 86_400 === 0 ? `${seconds / 86_400} days` : `${seconds} s`;

const pinLine = (pin: HandoverPin): string => {
	const { programVKey, verifier, continues, frozen } = pin;
	const why =
		frozen === true
			? "frozen, refused"
			: continues === "itself"
				? "used"
				: "continues any program's proof, refused";
	return `    handover by ${programVKey} under ${verifier.selector}: ${why}`;
};

const l1Lines = (network: L1Network): readonly string[] => [
	`  ${network.name} (${network.title}), L1, chain id ${network.chainId}`,
	`    forks ${network.forks.map(({ name, epoch }) => `${name} ${epoch}`).join(", ")}`,
	`    a checkpoint may be ${days(network.maxCheckpointAgeS)} old`,
	...(network.handovers ?? []).map(pinLine),
];

const rollupLines = (profile: RollupProfile): readonly string[] => [
	`  ${profile.name} (${profile.title}), ${profile.kind} on ${profile.l1}, chain id ${profile.chainId}`,
	`    identity ${profileId(profile)}`,
	...Object.entries(profile.contracts).map(
		([name, contract]) =>
			`    ${name} ${contract.address}, code ${"implementationCodeHash" in contract ? contract.implementationCodeHash : contract.codeHash}`,
	),
	...kindOf(profile)
		.lines(profile)
		.map((line) => `    ${line}`),
	`    an order rests on ${profile.policy.who}, ${profile.policy.finality}, at most ${profile.policy.ages.order} s old; ${profile.vm === undefined ? "calls are not run" : "calls are run"}`,
];

const watchedLines = (profile: WatchedProfile): readonly string[] => [
	`  ${profile.name} (${profile.title}), ${profile.kind} on ${profile.l1}, ${profile.chainId === null ? "no chain id" : `chain id ${profile.chainId}`}`,
	...pinnedOf(profile).map(
		({ name, address, codeHash, behind }) =>
			`    ${name} ${address}, code ${behind?.codeHash ?? codeHash}`,
	),
	...kindOf(profile)
		.lines(profile)
		.map((line) => `    ${line}`),
];

const findingLine = ({ field, why }: Finding): string =>
	`  WRONG ${field}: ${why}`;

const checkFiles = async (paths: readonly string[]): Promise<number> => {
	let wrong = 0;
	const report = (findings: readonly Finding[]): void => {
		wrong += findings.length;
		for (const one of findings) say(findingLine(one));
	};
	say("This release");
	for (const network of release.networks)
		for (const line of l1Lines(network)) say(line);
	for (const profile of release.rollups)
		for (const line of rollupLines(profile)) say(line);
	report(
		reviewValues(
			release.networks.map((one) => [one.name, one] as const),
			release.rollups.map((one) => [one.name, one] as const),
		),
	);
	const sources = [];
	for (const path of paths) {
		const reviewed = reviewSource(await readText(path));
		sources.push({ source: path, reviewed });
		say(path);
		for (const network of reviewed.networks)
			for (const line of l1Lines(network)) say(line);
		for (const profile of reviewed.rollups)
			for (const line of rollupLines(profile)) say(line);
		for (const profile of reviewed.watched)
			for (const line of watchedLines(profile)) say(line);
		report(reviewed.findings);
	}
	for (const { source, finding } of reviewTogether(sources)) {
		say(source);
		report([finding]);
	}
	say(
		wrong === 0
			? `${1 + paths.length} checked, nothing wrong`
			: `${wrong} wrong`,
	);
	return wrong === 0 ? 0 : 1;
};

const diffFiles = async (paths: readonly string[]): Promise<number> => {
	const [old, next] = paths;
	if (old === undefined || next === undefined || paths.length !== 2)
		throw new Fault("bad-params", "OLD and NEW expected");
	const before = await readNetworkFile(old);
	const after = await readNetworkFile(next);
	const review = reviewNetwork(before, after);
	const fields = review.groups.flatMap(({ lines }) => lines).length;
	say(
		`${after.l1.title}, ${review.hash}`,
		...reviewLines(review).map((line) => `  ${line}`),
		fields === 0 ? "  the same" : `${fields} fields differ`,
	);
	return 0;
};

type ProvingOptions = {
	readonly beacon?: string[] | undefined;
	readonly execution?: string[] | undefined;
	readonly checkpoint?: string | undefined;
	readonly to?: string | undefined;
};

const askedIn = ({
	beacon,
	execution,
	checkpoint,
}: ProvingOptions): L1Asked => ({
	beacon: endpoints("beacon", beacon),
	execution: endpoints("execution", execution),
	checkpoint: hexOption("checkpoint", checkpoint, 32) ?? null,
});

const draftChain = async (
	names: readonly string[],
	given: ProvingOptions,
	outside: L1Outside,
	of: Release,
): Promise<number> => {
	const [chain] = names;
	if (chain === undefined || names.length !== 1)
		throw new Fault("bad-params", "one CHAIN expected");
	const to = given.to ?? null;
	const differs = await draft({ chain, to }, askedIn(given), outside, of);
	return differs === 0 ? 0 : 1;
};

const proveFile = async (
	paths: readonly string[],
	given: ProvingOptions,
	outside: L1Outside,
): Promise<number> => {
	const [path] = paths;
	if (path === undefined || paths.length !== 1)
		throw new Fault("bad-params", "one FILE expected");
	const file = await readNetworkFile(path);
	const wrong = await prove(file, askedIn(given), outside);
	outside.say(
		wrong === 0
			? "  all as the file says, by proof"
			: `${wrong} not as the file says`,
	);
	return wrong === 0 ? 0 : 1;
};

const realOutside = (): L1Outside => ({
	fetch: openFetch({ permitted: () => Promise.resolve(true) }),
	clock: webClock,
	kernel: openKernel,
	say,
	note: tell,
});

const many = { type: "string", multiple: true } as const;

/** @throws bad-params, bad-file; with --prove and --draft also why nothing can be proved */
export const profiles = async (
	args: readonly string[],
	outside?: L1Outside,
	of: Release = release,
): Promise<number> => {
	const { values, positionals } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			check: { type: "boolean" },
			diff: { type: "boolean" },
			prove: { type: "boolean" },
			draft: { type: "boolean" },
			to: { type: "string" },
			beacon: many,
			execution: many,
			checkpoint: { type: "string" },
		},
	});
	const { check, diff, prove: proves, draft: drafts } = values;
	if ([check, diff, proves, drafts].filter((one) => one === true).length !== 1)
		throw new Fault(
			"bad-params",
			'one of "--check", "--diff", "--prove" and "--draft" expected',
		);
	if (drafts === true)
		return draftChain(positionals, values, outside ?? realOutside(), of);
	if (proves === true)
		return proveFile(positionals, values, outside ?? realOutside());
	return values.diff === true
		? diffFiles(positionals)
		: checkFiles(positionals);
};
