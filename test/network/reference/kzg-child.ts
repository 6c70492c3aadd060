// Makes the proofs of blobs in a process of its own: each takes seconds. A question is a blob and its commitment, the answer
// the proof.

import * as d from "../../../src/base/decode.ts";
import { endWithParent } from "../l1/child.ts";
import { blobBytes } from "./blob.ts";
import { blobProof } from "./kzg.ts";

endWithParent();
const question = d.record({ blob: d.hex(blobBytes), commitment: d.hex(48) });

process.on("message", (raw: unknown) => {
	const { blob, commitment } = question(raw, "question");
	process.send?.(blobProof(blob, commitment));
});
