/** What crosses modules: YAML to lake to warehouse, with the real parts. */
package io.millrace.acceptance;
