// What the screens need of the browser: permissions, tabs, files, the clipboard. No other file of the screens knows it.

import { Fault } from "../../src/base/fault.ts";
import { isFetchableByBrowser } from "../../src/base/plain-http.ts";
import { api } from "../api.ts";
import { say } from "./say/say.ts";

/** The permission an endpoint needs. Match patterns carry no port: both browsers take one without, for all ports. */
export const patternOf = (url: string): string => {
	const { protocol, hostname } = new URL(url);
	return `${protocol}//${hostname}/*`;
};

const hrefOf = (url: string): string | null => {
	try {
		return new URL(url.trim()).href;
	} catch {
		return null;
	}
};

/** The name an endpoint gets: what was typed, as long as it may be. */
export const endpointName = (typed: string): string =>
	typed.trim().slice(0, 60);

/** What of it is in the list already, in words for the field; null where nothing is. */
export const repeated = (
	listed: readonly { readonly name: string; readonly url: string }[],
	name: string,
	url: string,
): { readonly name: string | null; readonly url: string | null } => {
	const href = hrefOf(url);
	const same =
		href === null ? undefined : listed.find((one) => hrefOf(one.url) === href);
	return {
		url:
			same === undefined ? null : say().fields.hasThisAddressAlready(same.name),
		name: listed.some((one) => one.name === endpointName(name))
			? say().fields.anotherOneHasThisName
			: null,
	};
};

/** Why this cannot be an endpoint, in a sentence; null when it can. */
export const urlFault = (url: string): string | null => {
	let parsed: URL;
	try {
		parsed = new URL(url);
	} catch {
		return say().fields.thisIsNotAFullAddress;
	}
	if (parsed.username !== "" || parsed.password !== "")
		return say().fields.leaveNameAndPasswordOutOf;
	return isFetchableByBrowser(parsed)
		? null
		: say().fields.onlyHttpsIsAllowedOrHttp;
};

/** Has the browser allowed it already? */
export const hasHost = (url: string): Promise<boolean> =>
	api().permissions.contains({ origins: [patternOf(url)] });

/**
 * Asks the browser for the hosts, all in one question. Has to be called first thing in a click handler.
 * @throws host-denied when the person says no
 */
export const askHosts = async (urls: readonly string[]): Promise<void> => {
	const origins = [...new Set(urls.map(patternOf))];
	const yes = await api().permissions.request({ origins });
	if (!yes) throw new Fault("host-denied", origins.join(", "));
};

/** Calls back when a permission came or went. @returns a function that stops it. */
export const onPermissions = (changed: () => void): (() => void) => {
	api().permissions.onAdded.addListener(changed);
	api().permissions.onRemoved.addListener(changed);
	return () => {
		api().permissions.onAdded.removeListener(changed);
		api().permissions.onRemoved.removeListener(changed);
	};
};

/** Opens one of our own pages in a tab; the popup closes by itself. */
export const openPage = async (page: string): Promise<void> => {
	await api().tabs.create({ url: new URL(page, location.href).href });
};

/** Which window this is in: asked beforehand, since a panel opens in the very turn of a click or not at all. */
export const ownWindow = async (): Promise<number | null> =>
	(await api().windows.getCurrent()).id ?? null;

/** Opens the wallet beside the page. To be called first thing in a click handler. @throws unsupported where the browser does not */
export const openBeside = async (windowId: number | null): Promise<void> => {
	const { sidePanel, sidebarAction } = api();
	if (sidePanel !== undefined && windowId !== null)
		await sidePanel.open({ windowId });
	else await sidebarAction.open();
};

/** Opens a site in a tab, by a click of the person. */
export const openSite = async (url: string): Promise<void> => {
	await api().tabs.create({ url });
};

/** Is this page the small window under the button, whose size we have to say ourselves? */
export const isPopup = (): boolean =>
	api()
		.extension.getViews({ type: "popup" })
		.some((shown) => shown === window);

/** Gives the person a file to keep. */
export const saveFile = (name: string, content: string): void => {
	const url = URL.createObjectURL(
		new Blob([content], { type: "application/json" }),
	);
	const link = document.createElement("a");
	link.href = url;
	link.download = name;
	document.body.append(link);
	link.click();
	link.remove();
	setTimeout(() => URL.revokeObjectURL(url), 10_000);
};

/** @throws storage when the browser does not let us write to the clipboard */
export const copyText = async (content: string): Promise<void> => {
	try {
		await navigator.clipboard.writeText(content);
	} catch {
		throw new Fault("storage", "the clipboard is closed to this page");
	}
};
