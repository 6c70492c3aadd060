// Which screen is shown, kept behind the # of the address, so that Back, reload and a link work in a tab.

import { useEffect, useState } from "preact/hooks";

export type ScreenRoute = { readonly name: string; readonly arg: string };

const read = (): ScreenRoute => {
	const [name = "", ...rest] = location.hash.slice(1).split("/");
	try {
		return { name, arg: decodeURIComponent(rest.join("/")) };
	} catch {
		return { name: "", arg: "" };
	}
};

const hashOf = (name: string, arg: string): string =>
	arg === "" ? name : `${name}/${encodeURIComponent(arg)}`;

/** Shows another screen. */
export const go = (name: string, arg = ""): void => {
	location.hash = hashOf(name, arg);
};

/** The same screen goes by another name now: Back does not lead to the old one. */
export const renameRoute = ({ name, arg }: ScreenRoute): void => {
	location.replace(`#${hashOf(name, arg)}`);
};

export const useRoute = (): ScreenRoute => {
	const [route, setRoute] = useState(read);
	useEffect(() => {
		const changed = () => setRoute(read());
		addEventListener("hashchange", changed);
		return () => removeEventListener("hashchange", changed);
	}, []);
	return route;
};
