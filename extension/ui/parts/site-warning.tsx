// What to know of a site before it gets anything, as the first line of all that it asks.

import { wordsOf } from "../../../src/words/catalogue.ts";
import { useShared } from "../wallet.tsx";
import { WarnLine } from "./note.tsx";

/** Draws nothing where there is nothing to say. */
export const SiteWarning = ({ origin }: { readonly origin: string | null }) => {
	const { view } = useShared();
	const found = view.siteWarnings?.find((one) => one.origin === origin);
	return found === undefined ? null : (
		<WarnLine>
			<b role="alert">{wordsOf(found.says)}</b>
		</WarnLine>
	);
};
