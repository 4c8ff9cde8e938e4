/**
 * From a chart's specification and rows to SVG and PNG: Vega-Lite run by GraalJS, text measured by
 * AWT, in a process of its own. Where rows come from and who looks at the picture is not here.
 */
package io.retaillake.dashboard.render;
