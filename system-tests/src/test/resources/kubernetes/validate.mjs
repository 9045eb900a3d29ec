// Reads resources as a JSON array from standard input; prints each one whose types, required fields or formats are wrong.
import { readFileSync } from "node:fs";
import * as apps from "kubernetes-models/apps/v1";
import * as autoscaling from "kubernetes-models/autoscaling/v2";
import * as core from "kubernetes-models/v1";
import * as networking from "kubernetes-models/networking.k8s.io/v1";
import * as policy from "kubernetes-models/policy/v1";
import * as monitoring from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1";

const models = {
  "v1": core,
  "apps/v1": apps,
  "autoscaling/v2": autoscaling,
  "networking.k8s.io/v1": networking,
  "policy/v1": policy,
  "monitoring.coreos.com/v1": monitoring,
};

let looked = 0;
for (const resource of JSON.parse(readFileSync(0, "utf8"))) {
  const Model = models[resource.apiVersion]?.[resource.kind];
  if (!Model) {
    console.log(`${resource.kind} ${resource.metadata.name}: no model`);
    continue;
  }
  try {
    new Model(resource).validate();
    looked++;
  } catch (error) {
    console.log(`${resource.kind} ${resource.metadata.name}: ${error.message}`);
  }
}
console.error(`${looked} resources are valid`);
