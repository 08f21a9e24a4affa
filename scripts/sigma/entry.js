// What the picture of all towns takes from sigma and graphology; see ../sigma_bundle.
export { default as Sigma } from "sigma";
export { NodeProgram } from "sigma/rendering";
export { floatColor } from "sigma/utils";
export { UndirectedGraph } from "graphology";
