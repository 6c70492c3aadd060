// A checkpoint for a command that was given none: the providers are asked, and what each said is printed, also where they do
// not agree.

import { voteMessage } from "../engine/checkpoint-view.ts";
import { askProviders, checkAgreed, type Quorum } from "../l1/checkpoint.ts";
import type { L1Network } from "../l1/network.ts";
import type { BeaconPorts } from "../source/beacon.ts";
import type { Endpoint } from "../source/claim.ts";
import { wordsOf } from "../words/catalogue.ts";

/**
 * @param say prints a line
 * @returns what a majority of all that were asked agrees on
 * @throws checkpoint-quorum once every vote is printed; too-few-providers; checkpoint-age; clock
 */
export const findCheckpoint = async (
	ports: BeaconPorts,
	network: L1Network,
	beacon: readonly Endpoint[],
	say: (line: string) => void,
): Promise<Quorum> => {
	const poll = await askProviders(ports, network, beacon);
	const { root, agree, asked, needed, shared } = poll;
	if (root !== null)
		say(
			`checkpoint ${root}, agreed by ${agree.length} of ${asked} providers: ${agree.join(", ")}`,
		);
	for (const vote of poll.dissent)
		say(`dissents: ${vote.provider} ${wordsOf(voteMessage(vote))}`);
	if (shared !== "") say(`${shared}: counted once`);
	if (root === null) say(`${needed} of ${asked} providers have to agree`);
	return checkAgreed(poll);
};
