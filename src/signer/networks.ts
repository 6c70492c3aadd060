// The network files that a person has accepted, as the signer keeps them: whole, in their one spelling, sealed with the
// vault. Together with this release's own networks they are all that orders and evidence may speak of here; nothing the
// engine says is among them.

import { type Hex, utf8 } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { canonical } from "../evidence/canonical.ts";
import { besideEachOther, checkImport } from "../receipt/network-import.ts";
import {
	isConfirmed,
	type NetworkReview,
	reviewNetwork,
} from "../receipt/network-review.ts";
import {
	decodeNetworkFile,
	isOfRelease,
	mostFileChars,
	type NetworkFile,
	networkHash,
	networkText,
	type Release,
	release,
} from "../receipt/networks.ts";
import {
	mostNetworkBytes,
	mostNetworks,
	type SignerRecord,
} from "./anchors.ts";

const decodedOrNone = (text: string): readonly NetworkFile[] => {
	try {
		return [decodeNetworkFile(text)];
	} catch (thrown) {
		// Sealed by a release that took it, and this one does not: then it was not accepted, and the person sees it anew.
		if (thrown instanceof Fault) return [];
		throw thrown;
	}
};

const decoded = new WeakMap<readonly string[], readonly NetworkFile[]>();

/** The files that were accepted and that this release still takes, beside each other. */
export const acceptedFiles = ({
	networks = [],
}: SignerRecord): readonly NetworkFile[] => {
	const known = decoded.get(networks);
	if (known !== undefined) return known;
	const files = besideEachOther(networks.flatMap(decodedOrNone));
	decoded.set(networks, files);
	return files;
};

/** What screens compare with what the engine follows. */
export const acceptedNetworks = (
	kept: SignerRecord,
): readonly {
	readonly name: string;
	readonly title: string;
	readonly hash: Hex;
}[] =>
	acceptedFiles(kept).map((file) => ({
		name: file.l1.name,
		title: file.l1.title,
		hash: networkHash(file),
	}));

/** The file that was accepted for the network of that name. @throws network-unconfirmed */
export const acceptedFile = (kept: SignerRecord, name: string): string => {
	const file = acceptedFiles(kept).find(({ l1 }) => l1.name === name);
	if (file === undefined)
		throw new Fault("network-unconfirmed", `network "${name}"`);
	return networkText(file);
};

/** What the file takes the place of: the one that was accepted, or what ships of it with this release. */
const beforeOf = (
	file: NetworkFile,
	accepted: readonly NetworkFile[],
	of: Release,
): NetworkFile | undefined => {
	const sealed = accepted.find(({ l1 }) => l1.name === file.l1.name);
	if (sealed !== undefined || !isOfRelease(file.l1, of)) return sealed;
	const { format, l1 } = file;
	const rollups = of.rollups.filter((one) => one.l1 === l1.name);
	return {
		format,
		l1,
		rollups: rollups.filter(({ chainId }) =>
			file.rollups.some((one) => one.chainId === chainId),
		),
	};
};

/**
 * What accepting the file would change against what is sealed, all of it.
 * @throws bad-file, network-refused
 */
export const reviewFor = (
	kept: SignerRecord,
	source: string,
	of: Release = release,
): NetworkReview => {
	const file = decodeNetworkFile(source);
	const accepted = acceptedFiles(kept);
	checkImport(file, accepted, of);
	return reviewNetwork(beforeOf(file, accepted, of), file);
};

const without = (kept: SignerRecord, name: string): readonly string[] =>
	acceptedFiles(kept)
		.filter(({ l1 }) => l1.name !== name)
		.map(networkText);

/** What is kept with the file in it, in the place of the one of its name. @throws network-refused when it cannot be kept */
const withFile = (kept: SignerRecord, file: NetworkFile): SignerRecord => {
	const text = networkText(file);
	const networks = [...without(kept, file.l1.name), text];
	if (networks.length > mostNetworks)
		throw new Fault(
			"network-refused",
			`"networks" would be ${networks.length}, and at most ${mostNetworks}`,
		);
	if (text.length > mostFileChars)
		throw new Fault(
			"network-refused",
			`"file" has ${text.length} characters, at most ${mostFileChars}`,
		);
	const bytes = utf8(canonical(networks)).length;
	if (bytes > mostNetworkBytes)
		throw new Fault(
			"network-refused",
			`"networks" would take ${bytes} bytes of ${mostNetworkBytes}`,
		);
	return { ...kept, networks };
};

/**
 * What is kept once the person has accepted the file: they confirmed each group of its review, and it is the review of this
 * moment.
 * @throws network-unconfirmed when what was confirmed is not that, bad-file, network-refused
 */
export const withNetwork = (
	kept: SignerRecord,
	source: string,
	hash: Hex,
	confirmed: readonly Hex[],
): SignerRecord => {
	const review = reviewFor(kept, source);
	if (review.hash !== hash)
		throw new Fault("network-unconfirmed", `the file is ${review.hash}`);
	if (!isConfirmed(review, confirmed))
		throw new Fault(
			"network-unconfirmed",
			"the groups confirmed are not the file's",
		);
	return withFile(kept, decodeNetworkFile(source));
};

/** What is kept without the network of that name. @throws network-unconfirmed when there is none */
export const withoutNetwork = (
	kept: SignerRecord,
	name: string,
): SignerRecord => {
	acceptedFile(kept, name);
	return { ...kept, networks: without(kept, name) };
};
