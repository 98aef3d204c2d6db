locals {
  bucket = { for part, name in var.buckets : part => "arn:aws:s3:::${name}" }
}

resource "aws_iam_role" "job" {
  name        = "${var.name}-job"
  description = "The Millrace job on Glue."
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "glue.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "job" {
  name = "job"
  role = aws_iam_role.job.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "ReadRelease"
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = "${local.bucket.artifacts}/releases/*"
      },
      {
        Sid      = "WriteSparkUI"
        Effect   = "Allow"
        Action   = ["s3:PutObject"]
        Resource = "${local.bucket.artifacts}/spark-ui/*"
      },
      {
        # Processed files move from dms/ to archive/: copied, then deleted.
        Sid      = "ReadAndArchiveRaw"
        Effect   = "Allow"
        Action   = ["s3:DeleteObject", "s3:GetObject"]
        Resource = "${local.bucket.raw}/dms/*"
      },
      {
        Sid      = "KeepArchive"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject"]
        Resource = "${local.bucket.raw}/archive/*"
      },
      {
        # Tables, control tables and the lease, which is a conditional PutObject below _millrace/.
        Sid      = "ReadAndWriteLakeAndTemp"
        Effect   = "Allow"
        Action   = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
        Resource = ["${local.bucket.lake}/*", "${local.bucket.temp}/*"]
      },
      {
        Sid      = "ListBuckets"
        Effect   = "Allow"
        Action   = ["s3:GetBucketLocation", "s3:ListBucket"]
        Resource = [for part in ["artifacts", "lake", "raw", "temp"] : local.bucket[part]]
      },
      {
        Sid      = "UseDataKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = var.kms_key_arn
      },
      {
        Sid      = "ReadSecrets"
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue"]
        Resource = concat(var.secret_arns, [aws_secretsmanager_secret.salt.arn])
      },
      {
        Sid      = "TellOfFailures"
        Effect   = "Allow"
        Action   = ["sns:Publish"]
        Resource = var.alert_topic_arn
      },
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = [for kind in ["error", "output"] : "arn:aws:logs:${var.region}:${var.account_id}:log-group:${aws_cloudwatch_log_group.this[kind].name}:*"]
      },
      {
        # PutMetricData has no resource; the namespace is its only bound.
        Sid       = "PutGlueMetrics"
        Effect    = "Allow"
        Action    = ["cloudwatch:PutMetricData"]
        Resource  = "*"
        Condition = { StringEquals = { "cloudwatch:namespace" = "Glue" } }
      },
      {
        Sid    = "ReadConnection"
        Effect = "Allow"
        Action = ["glue:GetConnection"]
        Resource = [
          "arn:aws:glue:${var.region}:${var.account_id}:catalog",
          "arn:aws:glue:${var.region}:${var.account_id}:connection/${var.name}",
        ]
      },
      {
        # EC2's Describe actions have no resource.
        Sid    = "LookAtNetwork"
        Effect = "Allow"
        Action = [
          "ec2:DescribeNetworkInterfaces", "ec2:DescribeRouteTables", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets",
          "ec2:DescribeVpcAttribute", "ec2:DescribeVpcEndpoints",
        ]
        Resource = "*"
      },
      {
        # Network interfaces are made for each run: their ids cannot be named, their subnet and groups can.
        Sid    = "MakeNetworkInterfaces"
        Effect = "Allow"
        Action = ["ec2:CreateNetworkInterface"]
        Resource = concat(
          ["arn:aws:ec2:${var.region}:${var.account_id}:network-interface/*", "arn:aws:ec2:${var.region}:${var.account_id}:subnet/${var.subnet_id}"],
          [for id in var.security_group_ids : "arn:aws:ec2:${var.region}:${var.account_id}:security-group/${id}"],
        )
      },
      {
        Sid       = "RemoveNetworkInterfaces"
        Effect    = "Allow"
        Action    = ["ec2:DeleteNetworkInterface"]
        Resource  = "arn:aws:ec2:${var.region}:${var.account_id}:network-interface/*"
        Condition = { StringEquals = { "ec2:Subnet" = "arn:aws:ec2:${var.region}:${var.account_id}:subnet/${var.subnet_id}" } }
      },
      {
        Sid       = "TagNetworkInterfaces"
        Effect    = "Allow"
        Action    = ["ec2:CreateTags"]
        Resource  = "arn:aws:ec2:${var.region}:${var.account_id}:network-interface/*"
        Condition = { "ForAllValues:StringEquals" = { "aws:TagKeys" = ["aws-glue-service-resource"] } }
      },
    ]
  })
}
