// What the commands have in common: naming a network, endpoints and a checkpoint.

import { readFile } from "node:fs/promises";
import { type Hex, isHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { mostEndpointName } from "../base/room.ts";
import { layersOn } from "../engine/layers.ts";
import { knownNetworks } from "../l1/network.ts";
import { checkTexts } from "../receipt/network-import.ts";
import {
	decodeNetworkFile,
	isOfRelease,
	type NetworkFile,
} from "../receipt/networks.ts";
import type { Endpoint } from "../source/claim.ts";

/** A file as text. @throws bad-file with the reason */
export const readText = async (path: string): Promise<string> => {
	try {
		return await readFile(path, "utf8");
	} catch (thrown) {
		throw new Fault(
			"bad-file",
			thrown instanceof Error ? thrown.message : String(thrown),
		);
	}
};

/** A network file whose texts are all to be seen. @throws bad-file, network-refused */
export const readNetworkFile = async (path: string): Promise<NetworkFile> => {
	const file = decodeNetworkFile(await readText(path));
	checkTexts(file);
	return file;
};

/** With the rollups that ship for its network, but for those that the file has itself. */
const withShipped = (file: NetworkFile): NetworkFile => ({
	...file,
	rollups: layersOn(file.l1.name, [file]).known,
});

/** A network of this release by its name, or one out of a file, with the rollups that ship for it. @throws unknown-chain, bad-file, network-refused */
export const readNetwork = async (named: string): Promise<NetworkFile> => {
	const known = knownNetworks.find(({ name }) => name === named);
	if (known !== undefined)
		return withShipped({
			format: "sextant-network-1",
			l1: known,
			rollups: [],
		});
	if (!/[./]/.test(named))
		throw new Fault(
			"unknown-chain",
			`"${named}" is none of ${knownNetworks.map(({ name }) => name).join(", ")} and no file`,
		);
	const file = await readNetworkFile(named);
	// What is proved by other rules would be told, and written into evidence, as of that network.
	const { name } = file.l1;
	if (knownNetworks.some((one) => one.name === name) && !isOfRelease(file.l1))
		throw new Fault(
			"network-refused",
			`"${name}" is a network of this release, and the file has other rules for it`,
		);
	return withShipped(file);
};

/** @throws bad-params naming the option */
export const hexOption = (
	name: string,
	value: string | undefined,
	bytes?: number,
): Hex | undefined => {
	if (value === undefined) return undefined;
	const lower = value.toLowerCase();
	if (!isHex(lower, bytes))
		throw new Fault(
			"bad-params",
			`"${name}" is not ${bytes === undefined ? "" : `${bytes} bytes of `}hex`,
		);
	return lower;
};

/** @throws bad-params naming the option */
export const numberOption = (
	name: string,
	value: string | undefined,
): number | undefined => {
	if (value === undefined) return undefined;
	if (!/^[0-9]{1,15}$/.test(value))
		throw new Fault("bad-params", `"${name}" is not a whole number`);
	return Number(value);
};

/** As much of the host as there is room for: its end, by which one knows whose it is. What is cut shows that it is. */
const hostWithin = (host: string, room: number): string =>
	host.length <= room ? host : `…${host.slice(1 - room)}`;

/** Each URL under the name of its host, which is unique by its number and no longer than a name may be. */
export const endpoints = (
	role: string,
	urls: readonly string[] = [],
): readonly Endpoint[] =>
	urls.map((url, i) => {
		if (!URL.canParse(url))
			throw new Fault("bad-params", `"${role}" ${url} is not an address`);
		const which = `${role} ${i + 1}`;
		const room = mostEndpointName - which.length - " ()".length;
		const host = hostWithin(new URL(url).host, room);
		return { name: `${which} (${host})`, url };
	});
